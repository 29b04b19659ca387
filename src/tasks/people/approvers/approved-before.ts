import type { Tx } from '../../../persistence/tx.ts';
import type { CaseSnapshot } from '../../snapshot.ts';

/** Who approved another stage of the case that stands: neither returned, replaced nor taken back. */
export async function approvedBefore(
  tx: Tx,
  { id, generation }: Pick<CaseSnapshot, 'id' | 'generation'>,
  stageKey: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ accountId: string }>(
    `SELECT DISTINCT d.account_id AS "accountId" FROM decision d JOIN stage s ON s.id = d.stage_id
       JOIN phase p ON p.case_id = s.case_id AND p.seq = s.phase_seq AND p.generation = $2
     WHERE d.case_id = $1 AND d.outcome = 'APPROVE' AND d.taken_back_at IS NULL AND d.account_id IS NOT NULL
       AND s.key <> $3 AND s.state = 'DONE' AND s.outcome = 'APPROVE'`,
    [id, generation, stageKey],
  );
  return new Set(rows.map(({ accountId }) => accountId));
}
