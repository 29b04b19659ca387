import { randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { checkPassword, normalisePassword, type PasswordPolicy } from '../../domain/identity/password-policy.ts';
import { Refusal } from '../../domain/refusal.ts';

/** Argon2id; memory in KiB. About 80 ms on one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  return hash(normalisePassword(password), COST);
}

/** Takes as long for an account without a password, or for none at all, as for a wrong password. */
export async function matchesPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await hashOfNobody()), normalisePassword(password));
  return matches && typeof stored === 'string';
}

/** @throws Refusal PASSWORD_REFUSED with every rule the password breaks (ORG-10) */
export function assertPasswordAllowed(password: string, login: string, policy: PasswordPolicy): void {
  const faults = checkPassword(password, login, policy);
  if (faults.length === 0) return;
  throw new Refusal('PASSWORD_REFUSED', { faults, minLength: policy.minLength, maxLength: policy.maxLength });
}

let nobody: Promise<string> | undefined;

function hashOfNobody(): Promise<string> {
  nobody ??= hashPassword(randomUUID());
  return nobody;
}
