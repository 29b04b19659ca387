import { documents, screening } from '../../workflows/activity-proxies.ts';
import { caseDesk } from '../../workflows/case-desk.ts';
import type { CaseInput } from '../../workflows/case-messages.ts';

/** An admission that makes the contract before it asks the registers: what no running case could follow. */
export async function admission(input: CaseInput): Promise<string> {
  const { caseId, generation } = input;
  const desk = caseDesk(input);
  await desk.phase('SIGNING', (seq) => documents().issueContract({ caseId, generation, seq }));
  await desk.phase('SCREENING', (seq) => screening.screen({ caseId, generation, seq }));
  return desk.close('ACTIVE');
}
