import { z } from 'zod';
import { recordVerdicts } from '../../../admission/review.ts';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { StageRule } from '../../../domain/routes/route.ts';
import { assertAtWork, readTask, worksFor } from '../../../tasks/people/holding.ts';
import { ruleOf } from '../../../tasks/runs/rules.ts';
import { assertInPhase, readCase } from '../../../tasks/snapshot.ts';
import { defineRoute } from '../../route.ts';
import { freeText } from '../../text.ts';
import { CaseParams, TAG } from './schemas.ts';

const Code = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/);
const Verdict = z.discriminatedUnion('verdict', [
  z.strictObject({ code: Code, verdict: z.literal('PASSED'), remark: freeText(2_000).optional() }),
  z.strictObject({ code: Code, verdict: z.literal('RETURNED'), remark: freeText(2_000) }),
]);

/** PUT /cases/{caseId}/verdicts (ADM-02): whoever may decide the review saves findings item by item before deciding. */
export const saveVerdictsRoute = defineRoute({
  id: 'saveVerdicts',
  method: 'put',
  path: '/cases/{caseId}/verdicts',
  tag: TAG,
  summary: 'Save verdicts on single proofs while reviewing',
  access: ['WORK_ON_TASKS'],
  params: CaseParams,
  body: z.strictObject({
    taskId: z.uuid(),
    verdicts: z
      .array(Verdict)
      .min(1)
      .max(100)
      .refine((verdicts) => new Set(verdicts.map(({ code }) => code)).size === verdicts.length, 'CODE_TWICE'),
  }),
  response: { status: 200, schema: z.object({ caseId: z.uuid(), codes: z.array(z.string()) }) },
  refusals: [
    'NOT_HOLDER',
    'EXCLUDED',
    'ALREADY_DECIDED',
    'SUPERSEDED',
    'TASK_SUSPENDED',
    'CASE_CLOSED',
    'CASE_CLOSING',
    'IN_TRANSITION',
    'OUTCOME_NOT_OFFERED',
    'ITEM_UNKNOWN',
    'PROOFS_MISSING',
    'PROOF_EXPIRED',
  ],
  handle: async ({ deps: { db }, actor, params: { caseId }, body, act }) => {
    await assertCanReadCase(db.sql, actor, caseId);
    return act(
      async (acting) => {
        const task = await readTask(acting.tx, body.taskId, actor.id);
        if (task.caseId !== caseId) throw new Refusal('NOT_FOUND');
        assertAtWork(task, actor.id);
        acting.standInFor(worksFor(task, actor.id));
        const snapshot = await readCase(acting.tx, caseId);
        const phase = assertInPhase(snapshot, task.phaseSeq);
        assertMayVerify(task.stageKind === 'APPROVAL' ? ruleOf(snapshot, phase, task.stageKey) : undefined);
        await recordVerdicts(acting, caseId, actor.id, body.verdicts);
        return { caseId, codes: body.verdicts.map(({ code }) => code) };
      },
      { caseId },
    );
  },
});

/** Verdicts are for the stages that can send material back; whoever seals or signs verifies none. */
function assertMayVerify(rule: StageRule | undefined): void {
  if (rule?.returnTo.includes('applicant') !== true) throw new Refusal('OUTCOME_NOT_OFFERED', { outcome: 'VERDICT' });
}
