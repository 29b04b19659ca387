import { createHmac } from 'node:crypto';
import { plainText } from '../domain/identity/normalise.ts';

/** One spelling of what people type as log-in name: width, case and surrounding blanks do not matter. */
export function normaliseLogin(login: string): string {
  return plainText(login).trim().toLowerCase();
}

/** What the security log knows a log-in name by, whether or not an account has it. */
export function hashLogin(personHashKey: string, login: string): string {
  return createHmac('sha256', personHashKey)
    .update(`login:${normaliseLogin(login)}`)
    .digest('hex');
}
