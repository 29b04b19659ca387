import type { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { CaseSnapshot } from '../snapshot.ts';

/** Who supervises does so in their own name, also where they stand in for whoever has the task. @throws Refusal NOT_SUPERVISOR */
export async function assertSupervises(
  act: Act,
  snapshot: Pick<CaseSnapshot, 'unitPath'>,
  taskId: string,
  accountId: string,
): Promise<void> {
  act.standInFor(null);
  if (!(await supervises(act.tx, snapshot, taskId, accountId))) throw new Refusal('NOT_SUPERVISOR');
}

/** The task's own supervisor, or an administrator of a unit its case lies under, now. */
export async function supervises(
  tx: Tx,
  { unitPath }: Pick<CaseSnapshot, 'unitPath'>,
  taskId: string,
  accountId: string,
): Promise<boolean> {
  const { may } = await tx.one<{ may: boolean }>(
    `SELECT EXISTS (SELECT FROM task WHERE id = $1 AND supervisor_id = $2)
       OR EXISTS (SELECT FROM role_assignment WHERE account_id = $2 AND role = 'ADMINISTRATOR' AND unit_id = ANY ($3::uuid[])
         AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())) AS may`,
    [taskId, accountId, unitPath],
  );
  return may;
}
