import type { StageRule } from '../../domain/routes/route.ts';
import type { SignerPlace } from '../../domain/tasks/standing.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { FormerRun } from './former-seats.ts';
import type { Claim } from './seats.ts';

/** A word given in an earlier run of the stage that still counts. */
export interface CarriedWord {
  readonly outcome: 'APPROVE' | 'REJECT';
  readonly decidedBy: string;
  readonly onBehalfOf: string | null;
}

/** A seat of the run before this one. */
export interface CarriedSeat {
  readonly id: string;
  /** Whose seat it is: who spoke there, or the one person it is offered to; null for a pool nobody spoke for. */
  readonly accountId: string | null;
  readonly word: CarriedWord | null;
  readonly added: { readonly by: string; readonly place: SignerPlace; readonly accountId: string } | null;
}

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

/** Who has the one task of a stage in hand, or keeps it while signers speak before them. */
export function claimIn(tx: Tx, stageId: string | undefined): Promise<Claim | undefined> {
  return tx.maybe<Claim & Record<string, unknown>>(
    `SELECT t.assignee_id AS "by", t.on_behalf_of AS principal FROM task t JOIN stage s ON s.id = t.stage_id
     WHERE t.stage_id = $1 AND s.mode = 'ANY' AND t.assignee_id IS NOT NULL AND t.added_by_task IS NULL
       AND (t.state = 'CLAIMED' OR (t.state = 'SUSPENDED' AND t.hold = 'SIGNER'))`,
    [stageId ?? null],
  );
}

/** A removed signer is not asked again, nor is one who can no longer log in and has not spoken. */
const READ = `SELECT t.id, coalesce(t.on_behalf_of, t.decided_by, named.id) AS "accountId",
    CASE WHEN t.state = 'DONE' AND t.decided_by IS NOT NULL AND t.outcome = ANY ($2)
      THEN jsonb_build_object('outcome', t.outcome, 'decidedBy', t.decided_by, 'onBehalfOf', t.on_behalf_of) END AS word,
    CASE WHEN t.added_by_task IS NOT NULL
      THEN jsonb_build_object('by', t.added_by_task, 'place', t.added_place, 'accountId', t.added_by) END AS added
  FROM task t LEFT JOIN LATERAL (
    SELECT a.id FROM task_candidate c JOIN account a ON a.id = c.account_id AND a.state = 'ACTIVE' WHERE c.task_id = t.id ORDER BY c.id LIMIT 1) named ON true
  WHERE t.stage_id = $1 AND NOT t.dropped ORDER BY t.position, t.id`;
