import { caseDesk } from '../../workflows/case-desk.ts';
import type { CaseInput } from '../../workflows/case-messages.ts';

/** The smallest process there is: one phase after the other, on the desk that every process shares. */
export async function twoPhases(input: CaseInput): Promise<string> {
  const desk = caseDesk(input);
  await desk.phase('FIRST');
  await desk.phase('SECOND');
  return desk.close('ACTIVE');
}
