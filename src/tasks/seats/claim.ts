import type { Tx } from '../../persistence/tx.ts';

/** Who has a task in hand, and in whose name; null in their own. */
export interface Claim {
  readonly by: string;
  readonly principal: string | null;
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
