import type { Pool } from 'pg';
import { REQUEST } from '../domain/requests/kind.ts';
import { addDuration } from '../domain/time/add-duration.ts';
import { enqueueNotices } from '../messages/enqueue.ts';
import { inTransaction, type Tx } from '../persistence/tx.ts';
import { currentPolicy } from '../policies/current.ts';
import { workingCalendar } from '../policies/working-calendar.ts';
import { SUPERSEDED } from './read-publication.ts';

/** Receipts looked at in one transaction. */
const PAGE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

interface Unacknowledged {
  readonly publicationId: string;
  readonly accountId: string;
  readonly title: string;
  readonly version: number;
  readonly reminders: number;
  /** Told, or reminded the last time. */
  readonly last: Date;
}

/**
 * Once a day: whoever has not acknowledged a rule in force is reminded, as often and as far apart as the rules say. Run again it reminds nobody
 * twice. Gives how many were.
 */
export async function remindOfPublications(pool: Pool, now = new Date()): Promise<{ reminded: number }> {
  let reminded = 0;
  let behind: readonly [string, string] | undefined = [FIRST, FIRST];
  while (behind !== undefined) {
    const from: readonly [string, string] = behind;
    const page = await inTransaction(pool, (tx) => remindPage(tx, now, from));
    reminded += page.reminded;
    behind = page.last;
  }
  return { reminded };
}

async function remindPage(
  tx: Tx,
  now: Date,
  [publication, account]: readonly [string, string],
): Promise<{ reminded: number; last: readonly [string, string] | undefined }> {
  const { remindEvery, mostReminders } = (await currentPolicy(tx, 'PROCESS_POLICY', 'REQUEST', now)).body.publications;
  const page = await tx.rows<{ [Name in keyof Unacknowledged]: Unacknowledged[Name] }>(
    `SELECT r.publication_id AS "publicationId", r.account_id AS "accountId", p.title, p.version, r.reminders, coalesce(r.reminded_at, r.told_at) AS last
     FROM publication_receipt r JOIN publication p ON p.id = r.publication_id AND p.acknowledge AND NOT ${SUPERSEDED}
     WHERE r.acknowledged_at IS NULL AND r.told_at IS NOT NULL AND r.reminders < $3 AND (r.publication_id, r.account_id) > ($1, $2)
     ORDER BY r.publication_id, r.account_id LIMIT $4 FOR NO KEY UPDATE OF r`,
    [publication, account, mostReminders, PAGE],
  );
  const calendar = await workingCalendar(tx, [], now);
  const due = page.filter(({ last }) => {
    const next = addDuration(calendar, last, remindEvery);
    return next.kind === 'AT' && next.at <= now;
  });
  if (due.length > 0) {
    await tx.run(
      `UPDATE publication_receipt r SET reminders = r.reminders + 1, reminded_at = $2
       FROM jsonb_to_recordset($1::jsonb) AS d("publicationId" uuid, "accountId" uuid) WHERE r.publication_id = d."publicationId" AND r.account_id = d."accountId"`,
      [JSON.stringify(due.map(({ publicationId, accountId }) => ({ publicationId, accountId }))), now],
    );
  }
  enqueueNotices(
    tx,
    due.map(({ publicationId, accountId, title, version, reminders }) => ({
      process: REQUEST,
      event: 'RULE_REMINDER' as const,
      group: 'SELF' as const,
      accountIds: [accountId],
      ref: `publication:${publicationId}:${reminders + 1}`,
      params: { publicationId, ruleTitle: title, ruleVersion: version, acknowledge: true },
    })),
    now,
  );
  const last = page.at(-1);
  return {
    reminded: due.length,
    last: page.length === PAGE && last !== undefined ? [last.publicationId, last.accountId] : undefined,
  };
}
