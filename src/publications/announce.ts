import type { Pool } from 'pg';
import { enqueueNotices } from '../messages/enqueue.ts';
import { inTransaction, type Tx } from '../persistence/tx.ts';
import { REQUEST } from '../domain/requests/kind.ts';

/** People told in one transaction. */
const PAGE = 500;

interface Untold {
  readonly publicationId: string;
  readonly accountId: string;
  readonly title: string;
  readonly version: number;
  readonly acknowledge: boolean;
}

/** Tells whoever of the audience has not been told, page by page, each once. Ended early, it goes on where it was. */
export async function announce(pool: Pool, caseId: string, until: AbortSignal): Promise<{ ended: boolean }> {
  while (!until.aborted) {
    const told = await inTransaction(pool, (tx) => tellPage(tx, caseId));
    if (told === 0) return { ended: true };
  }
  return { ended: false };
}

async function tellPage(tx: Tx, caseId: string): Promise<number> {
  const { now } = await tx.one<{ now: Date }>('SELECT clock_timestamp() AS now');
  const page = await tx.rows<{ [Name in keyof Untold]: Untold[Name] }>(
    `UPDATE publication_receipt r SET told_at = $2 FROM publication p
     WHERE p.id = r.publication_id AND (r.publication_id, r.account_id) IN (
       SELECT u.publication_id, u.account_id FROM publication_receipt u JOIN publication q ON q.id = u.publication_id
       WHERE q.case_id = $1 AND u.told_at IS NULL ORDER BY u.publication_id, u.account_id LIMIT $3 FOR UPDATE OF u)
     RETURNING r.publication_id AS "publicationId", r.account_id AS "accountId", p.title, p.version, p.acknowledge`,
    [caseId, now, PAGE],
  );
  const publications = new Map(page.map((one) => [one.publicationId, one]));
  enqueueNotices(
    tx,
    [...publications.values()].map(({ publicationId, title, version, acknowledge }) => ({
      process: REQUEST,
      event: 'RULE_PUBLISHED' as const,
      group: 'SELF' as const,
      accountIds: page.flatMap((one) => (one.publicationId === publicationId ? [one.accountId] : [])),
      ref: `publication:${publicationId}`,
      params: { publicationId, ruleTitle: title, ruleVersion: version, acknowledge },
    })),
    now,
  );
  return page.length;
}
