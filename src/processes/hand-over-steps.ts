import { z } from 'zod';
import { disableStaff } from '../accounts/staff/disable-staff.ts';
import type { Act } from '../acts/act.ts';
import type { Batch } from '../batches/batch.ts';
import type { BatchSteps } from '../batches/run-item.ts';
import { actOnTask } from '../cases/act-on-task.ts';
import { Refusal } from '../domain/refusal.ts';
import { endRole } from '../organisation/roles/end-role.ts';
import { setHead } from '../organisation/units/change-unit.ts';
import { handOverTask } from '../tasks/hand-over/hand-over-task.ts';
import { soleTasks } from '../tasks/people/sole-holder.ts';

const Params = z.object({ accountId: z.uuid(), to: z.uuid() });
const permission = 'WRITE_ORGANISATION';

/** What a hand-over does to one task, unit, account or role. */
export const handOverSteps: BatchSteps = {
  HAND_OVER: {
    permission,
    perform(actor, { params, reason }, { taskId, target }) {
      const { accountId: from } = Params.parse(params);
      const { to } = z.object({ to: z.uuid() }).parse(target);
      return actOnTask(actor, z.uuid().parse(taskId), (act, atHand) =>
        handOverTask(act, atHand, { from, to, reason: reason ?? '' }),
      );
    },
  },
  PASS_HEAD: {
    permission,
    perform(_actor, { params }, { target }) {
      const { accountId } = Params.parse(params);
      const { unitId, to } = z.object({ unitId: z.uuid(), to: z.uuid() }).parse(target);
      return async (act) => {
        const unit = await act.tx.maybe<{ version: number; headId: string | null }>(
          'SELECT version, head_id AS "headId" FROM unit WHERE id = $1 FOR NO KEY UPDATE',
          [unitId],
        );
        if (unit?.headId !== accountId) throw new Refusal('HAND_OVER_NOT_NEEDED');
        return setHead(act, { unitId, version: unit.version }, to);
      };
    },
  },
  DISABLE: {
    permission,
    perform: (_actor, batch) => async (act) => {
      await assertNothingLeft(act, batch);
      return { ...(await disableStaff(act, { accountId: Params.parse(batch.params).accountId, force: false })) };
    },
  },
  END_ROLE: {
    permission,
    perform: (_actor, batch, { target }) => {
      const { assignmentId } = z.object({ assignmentId: z.uuid() }).parse(target);
      return async (act) => {
        await assertNothingLeft(act, batch);
        return {
          ...(await endRole(act, { accountId: Params.parse(batch.params).accountId, assignmentId, at: undefined })),
        };
      };
    },
  },
};

/** What could not be handed over, or came meanwhile, keeps the account: nothing is left to nobody. @throws Refusal HOLDS_OPEN_TASKS */
async function assertNothingLeft({ tx }: Act, { params }: Batch): Promise<void> {
  const { length: count } = await soleTasks(tx, Params.parse(params).accountId);
  if (count > 0) throw new Refusal('HOLDS_OPEN_TASKS', { count });
}
