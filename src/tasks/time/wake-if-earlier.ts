import type { Act } from '../../acts/act.ts';
import type { CaseSnapshot } from '../snapshot.ts';

/** The workflow knows of one instant; when something is due before it, it has to be told. */
export async function wakeIfEarlier(act: Act, { id, armedAt }: Pick<CaseSnapshot, 'id' | 'armedAt'>): Promise<void> {
  const { earliest } = await act.tx.one<{ earliest: Date | null }>(
    `SELECT min(at) AS earliest FROM due_act WHERE case_id = $1 AND state = 'PENDING'`,
    [id],
  );
  if (earliest !== null && (armedAt === null || earliest < armedAt)) {
    act.wake({ caseId: id, kind: 'WAKE', nextAt: earliest });
  }
}
