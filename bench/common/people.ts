import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD } from '../../prisma/seed/accounts.ts';
import { post } from './load.ts';

/** Log-ins of the bench: one session per person, kept for the whole run. */
export interface People {
  cookieOf(login: string): Promise<string>;
}

export function people(url: string): People {
  const cookies = new Map<string, Promise<string>>();
  return {
    cookieOf(login) {
      const known = cookies.get(login) ?? logIn(url, login);
      cookies.set(login, known);
      return known;
    },
  };
}

async function logIn(url: string, login: string): Promise<string> {
  const answer = await post(`${url}/api/v1/sessions`, { login, password: DEMO_PASSWORD }, { origin: url });
  if (answer.cookie === undefined) throw new Error(`${login} cannot log in: ${answer.status} ${answer.text}`);
  return answer.cookie;
}

/** One decision by HTTP; a text when it was not answered as it must be. */
export async function approve(
  url: string,
  cookie: string,
  taskId: string,
  wanted: 'DONE' | 'ANY' = 'ANY',
): Promise<string | undefined> {
  const answer = await post(
    `${url}/api/v1/tasks/${taskId}/decision`,
    { outcome: 'APPROVE' },
    { origin: url, cookie, 'idempotency-key': randomUUID() },
  );
  if (answer.status !== 200) return `${answer.status} ${answer.text.slice(0, 200)}`;
  return wanted === 'DONE' && !answer.text.includes('"progress":"DONE"') ? 'PENDING' : undefined;
}
