import type { Pool } from 'pg';
import { enqueueNotices, type Notice } from '../messages/enqueue.ts';
import { inTransaction } from '../persistence/tx.ts';

/** Substitutions told of in one transaction. */
const PAGE = 200;

interface Begun {
  readonly id: string;
  readonly substituteId: string;
  readonly principalName: string;
  readonly substituteName: string;
  readonly from: Date;
  readonly to: Date;
  readonly now: Date;
}

/**
 * Of those that hold now, whose substitutes have not heard that they began. Each is marked in the transaction that writes the notice, so that killed,
 * run again, or run by several at once it is told once. One that somebody is just revoking is left to the next look.
 */
const TAKE = `UPDATE substitution s SET begun_told_at = statement_timestamp() FROM account p, account a
  WHERE s.id IN (
    SELECT d.id FROM substitution d JOIN account o ON o.id = d.principal_id AND o.state = 'ACTIVE'
    WHERE d.begun_told_at IS NULL AND d.revoked_at IS NULL AND d.valid_from <= statement_timestamp() AND d.valid_to > statement_timestamp()
    ORDER BY d.valid_from, d.id LIMIT ${PAGE} FOR NO KEY UPDATE OF d SKIP LOCKED)
    AND p.id = s.principal_id AND a.id = s.substitute_id
  RETURNING s.id, s.substitute_id AS "substituteId", p.name AS "principalName", a.name AS "substituteName",
    s.valid_from AS "from", s.valid_to AS "to", statement_timestamp() AS now`;

/** Tells substitutes that what was planned has begun. Gives how many. */
export async function tellBegun(pool: Pool): Promise<number> {
  let told = 0;
  for (let page = PAGE; page === PAGE; told += page) {
    page = await inTransaction(pool, async (tx) => {
      const begun = await tx.rows<{ [Name in keyof Begun]: Begun[Name] }>(TAKE);
      const [first] = begun;
      if (first !== undefined) enqueueNotices(tx, begun.map(noticeOf), first.now);
      return begun.length;
    });
  }
  return told;
}

function noticeOf({ id, substituteId, principalName, substituteName, from, to }: Begun): Notice {
  return {
    process: 'SUBSTITUTION',
    event: 'SUBSTITUTION_BEGUN',
    group: 'SELF',
    accountIds: [substituteId],
    ref: `substitution:${id}`,
    params: {
      principalName,
      substituteName,
      substitutionId: id,
      fromAt: from.toISOString(),
      untilAt: to.toISOString(),
    },
  };
}
