import { continueAsNew } from '@temporalio/workflow';
import { nextStep } from '../src/domain/requests/next-step.ts';
import type { RequestPhase } from '../src/domain/requests/phases.ts';
import { announcements, steps } from './activity-proxies.ts';
import { caseDesk, INTERRUPTED } from './case-desk.ts';
import type { CaseInput } from './case-messages.ts';

/**
 * Every request, of whatever kind: its phases in the order its route has them, then what an approval brings about, or its other end. Nothing
 * here knows a form. The route is asked when a phase is over, because a case can be moved to a newer one.
 */
export async function request(input: CaseInput): Promise<string> {
  const { caseId, generation } = input;
  const desk = caseDesk(input);
  let phase = (input.desk?.phase ?? (generation === 1 ? 'REVIEW' : await desk.begin())) as RequestPhase;
  let before = input.desk?.before as RequestPhase | undefined;
  for (;;) {
    const outcome = await desk.phase(phase);
    if (outcome === INTERRUPTED) return desk.close(INTERRUPTED);
    const { phases, goesOn } = await steps.planRequest({ caseId });
    const next = nextStep({ phases, phase, before, outcome });
    if (next === undefined) return desk.close(outcome);
    if ('end' in next) {
      const end = await desk.close(next.end);
      if (end === 'DONE' && goesOn) while (!(await announcements().announce({ caseId })).ended);
      return end;
    }
    before = phase;
    phase = next.phase;
    if (desk.isLong()) {
      await continueAsNew<typeof request>({ caseId, generation, desk: await desk.carry(phase, before) });
    }
  }
}
