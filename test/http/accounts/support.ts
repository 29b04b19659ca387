import { randomUUID } from 'node:crypto';
import { emailToken } from '../../../src/accounts/email-token.ts';
import { callerFor, type Caller, type TestApi } from '../../support/api.ts';
import type { TestDatabase } from '../../support/database.ts';

/** Fits the rules for new passwords, unlike the demo one, which names the product. */
export const GOOD_PASSWORD = '山高水长 correct battery 7';

/** Publishes a next version of a policy, made from the present one. */
export async function publish(
  db: TestDatabase,
  { kind, key }: { kind: string; key: string },
  change: (body: Record<string, unknown>) => Record<string, unknown>,
): Promise<string> {
  const [current] = await db.asOwner<{ version: number; body: Record<string, unknown> }>(
    `SELECT version, body FROM policy_version WHERE kind = $1 AND key = $2 AND state = 'PUBLISHED' ORDER BY version DESC LIMIT 1`,
    [kind, key],
  );
  if (current === undefined) throw new Error(`No ${kind} ${key} is seeded`);
  const [row] = await db.asOwner<{ id: string }>(
    `INSERT INTO policy_version (kind, key, version, state, body, valid_from, published_at)
     VALUES ($1, $2, $3, 'PUBLISHED', $4, now(), now()) RETURNING id`,
    [kind, key, current.version + 1, JSON.stringify(change(current.body))],
  );
  if (row === undefined) throw new Error('Nothing was published');
  return row.id;
}

/** The token of the newest mail of this kind to an address, as the mail's link would carry it; undefined without one. */
export async function mailedToken(api: TestApi, email: string, event: string): Promise<string | undefined> {
  const row = await api.db.sql.maybe<{ tokenId: string }>(
    `SELECT m.params ->> 'tokenId' AS "tokenId" FROM message m JOIN account a ON a.id = m.account_id
     WHERE a.email = $1 AND m.dedupe_key LIKE $2 || ':%' AND m.channel = 'EMAIL' ORDER BY m.id DESC LIMIT 1`,
    [email, event],
  );
  return row === undefined ? undefined : emailToken(api.config.sessionSecret, row.tokenId);
}

export async function noticeId(api: TestApi): Promise<string> {
  const { body } = await api.anonymous().get<{ id: string }>('/privacy-notice');
  return body.id;
}

/** Registers, opens the account by the mailed link and logs in. */
export async function newMember(api: TestApi, name = '王小明'): Promise<{ caller: Caller; email: string; id: string }> {
  const email = `${randomUUID()}@example.com`;
  const notice = await noticeId(api);
  const caller = callerFor(api.url);
  await caller.post('/registrations', { email, noticeId: notice });
  const token = await mailedToken(api, email, 'VERIFY_EMAIL');
  const opened = await caller.post<{ accountId: string }>('/activations', {
    token,
    password: GOOD_PASSWORD,
    name,
    noticeId: notice,
  });
  await caller.post('/sessions', { login: email, password: GOOD_PASSWORD });
  return { caller, email, id: opened.body.accountId };
}

/** Actions of the audit on one subject, in order. */
export async function auditedActions(db: TestDatabase, subject: string): Promise<string[]> {
  const rows = await db.sql.rows<{ action: string }>(
    'SELECT action FROM audit_entry WHERE subject = $1 ORDER BY at, chain, seq',
    [subject],
  );
  return rows.map(({ action }) => action);
}
