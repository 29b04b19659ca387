import { businessDate, businessHour } from '../../domain/admission/business-date.ts';
import { enqueueNotices, type Notice } from '../../messages/enqueue.ts';
import type { Database } from '../../persistence/database.ts';
import { inTransaction, type Tx } from '../../persistence/tx.ts';
import { currentPolicy } from '../../policies/current.ts';
import { readDigest } from './read-digest.ts';

/** People looked at in one transaction. */
const PAGE = 20;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Writes the daily digest of everybody whose hour has come and who has not been looked at today, until all are or `until` is aborted. A person is
 * marked with the day in the transaction that writes their mail, so that killed, run again, or run by several at once it writes one.
 */
export async function writeDigests(
  { pool, sql }: Pick<Database, 'pool' | 'sql'>,
  until: AbortSignal,
  now = new Date(),
): Promise<{ written: number; ended: boolean }> {
  const { personal } = (await currentPolicy(sql, 'PROCESS_POLICY', 'TASKS', now)).body;
  if (personal === undefined) return { written: 0, ended: true };
  const day = businessDate(now);
  let written = 0;
  let last = FIRST;
  while (!until.aborted) {
    const people = await duePeople(sql, day, businessHour(now), last);
    last = people.at(-1) ?? last;
    const notices = await noticesOf(sql, people, day, personal.digestTasks);
    written += await inTransaction(pool, (tx) => writePage(tx, people, notices, day, now));
    if (people.length < PAGE) return { written, ended: true };
  }
  return { written, ended: false };
}

async function duePeople(sql: Tx, day: string, hour: number, behind: string): Promise<string[]> {
  const rows = await sql.rows<{ id: string }>(
    `SELECT s.account_id AS id FROM work_settings s JOIN account a ON a.id = s.account_id AND a.state = 'ACTIVE'
     WHERE s.digest_hour <= $1 AND (s.digested_on IS NULL OR s.digested_on < $2::date) AND s.account_id > $3 ORDER BY s.account_id LIMIT ${PAGE}`,
    [hour, day, behind],
  );
  return rows.map(({ id }) => id);
}

/** Read before the rows are taken: lists are long, and locks are to be short. */
async function noticesOf(sql: Tx, people: readonly string[], day: string, mostTasks: number): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (const accountId of people) {
    const digest = await readDigest(sql, accountId, mostTasks);
    if (digest === undefined) continue;
    const common = { process: 'DIGEST', event: 'DAILY_DIGEST', group: 'SELF', ref: `day:${day}` } as const;
    notices.push({ ...common, accountIds: [accountId], params: { day, ...digest } });
  }
  return notices;
}

/** Of these people those whom nobody else has marked meanwhile, and who still want it. */
async function writePage(
  tx: Tx,
  people: readonly string[],
  notices: readonly Notice[],
  day: string,
  now: Date,
): Promise<number> {
  const taken = await tx.rows<{ id: string }>(
    `UPDATE work_settings s SET digested_on = $2::date
     FROM (SELECT account_id FROM work_settings WHERE account_id = ANY ($1) AND digest_hour IS NOT NULL
       AND (digested_on IS NULL OR digested_on < $2::date) ORDER BY account_id FOR NO KEY UPDATE) due
     WHERE s.account_id = due.account_id RETURNING s.account_id AS id`,
    [people, day],
  );
  const mine = new Set(taken.map(({ id }) => id));
  const wanted = notices.filter(({ accountIds }) => accountIds.every((id) => mine.has(id)));
  enqueueNotices(tx, wanted, now);
  return wanted.length;
}
