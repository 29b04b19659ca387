import { z } from 'zod';
import type { BatchSteps } from '../batches/run-item.ts';
import { moveCaseToRoute } from '../cases/repair/move-route.ts';
import { actOnTask } from '../cases/act-on-task.ts';
import type { FileStore } from '../files/file-store.ts';
import { BulkDecision } from '../tasks/deciding/bulk-decision.ts';
import { decideTask } from '../tasks/deciding/decide.ts';
import { gatesOf } from './gates.ts';
import { handOverSteps } from './hand-over-steps.ts';

/** What a batch can do to one of its items, by the item's step. */
export function batchSteps({ files }: { readonly files: FileStore }): BatchSteps {
  return {
    ...handOverSteps,
    MOVE_ROUTE: {
      permission: 'REPAIR_CASES',
      perform(_actor, { params, reason }, { caseId }) {
        const { policyVersionId } = z.object({ policyVersionId: z.uuid() }).parse(params);
        const move = { caseId: z.uuid().parse(caseId), policyVersionId, reason: reason ?? '' };
        return (act) => moveCaseToRoute(act, move);
      },
    },
    DECIDE: {
      permission: 'WORK_ON_TASKS',
      perform(actor, { params, reason }, { taskId }) {
        const input = { ...BulkDecision.parse(params), reason: reason ?? undefined };
        return actOnTask(actor, z.uuid().parse(taskId), (act, atHand) =>
          decideTask(act, actor, atHand, input, gatesOf({ files })),
        );
      },
    },
  };
}
