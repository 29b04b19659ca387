import { continueAsNew } from '@temporalio/workflow';
import { caseDesk, INTERRUPTED } from '../../workflows/case-desk.ts';
import type { CaseInput } from '../../workflows/case-messages.ts';

/** The smallest process there is: one phase after the other, on the desk that every process shares. */
export async function twoPhases(input: CaseInput): Promise<string> {
  const desk = caseDesk(input);
  if ((await desk.phase('FIRST')) === INTERRUPTED) return desk.close(INTERRUPTED);
  await desk.phase('SECOND');
  return desk.close('ACTIVE');
}

/** The same, with a new run for each phase, as a case has whose history has grown long. */
export async function twoRuns(input: CaseInput): Promise<string> {
  const { caseId, generation } = input;
  const desk = caseDesk(input);
  if (input.desk === undefined) {
    await desk.phase('FIRST');
    await continueAsNew<typeof twoRuns>({ caseId, generation, desk: await desk.carry('SECOND', 'FIRST') });
  }
  await desk.phase('SECOND');
  return desk.close('ACTIVE');
}
