import type { StageRule } from '../../domain/routes/route.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { FormerRun } from './former-seats.ts';
import type { CarriedSeat } from './seats.ts';

/**
 * What stands of the run before, and with it the signers that were added: after a return, where the route keeps votes, the approvals; after a
 * move to another version of the route every word.
 */
export async function carriedSeats(
  tx: Tx,
  former: FormerRun | undefined,
  { votesOnReturn }: Pick<StageRule, 'votesOnReturn'>,
  carriesWords: boolean,
): Promise<CarriedSeat[]> {
  const isMoved = carriesWords || former?.isMoved === true;
  if (former === undefined || !(isMoved || (former.outcome === 'RETURN' && votesOnReturn === 'KEEP'))) return [];
  return tx.rows<CarriedSeat & Record<string, unknown>>(READ, [
    former.id,
    isMoved ? ['APPROVE', 'REJECT'] : ['APPROVE'],
  ]);
}

/** A removed signer is not asked again, nor is one who can no longer log in and has not spoken. */
const READ = `SELECT t.id, coalesce(t.on_behalf_of, t.decided_by, CASE WHEN t.state <> 'DONE' THEN t.assignee_id END, named.id) AS "accountId",
    CASE WHEN t.state = 'DONE' AND t.decided_by IS NOT NULL AND t.outcome = ANY ($2)
      THEN jsonb_build_object('outcome', t.outcome, 'decidedBy', t.decided_by, 'onBehalfOf', t.on_behalf_of) END AS word,
    CASE WHEN t.added_by_task IS NOT NULL
      THEN jsonb_build_object('by', t.added_by_task, 'place', t.added_place, 'accountId', t.added_by) END AS added
  FROM task t LEFT JOIN LATERAL (
    SELECT a.id FROM task_candidate c JOIN account a ON a.id = c.account_id AND a.state = 'ACTIVE' WHERE c.task_id = t.id ORDER BY c.id LIMIT 1) named ON true
  WHERE t.stage_id = $1 AND NOT t.dropped ORDER BY t.position, t.id`;
