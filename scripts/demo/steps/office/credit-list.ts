import { z } from 'zod';
import { businessDate } from '../../../../src/domain/admission/business-date.ts';
import { expectEqual } from '../../expect.ts';
import type { Person } from '../../people/person.ts';
import type { Story } from '../../story.ts';

const Checked = z.object({ importId: z.uuid(), state: z.string(), errorCount: z.int(), newCount: z.int() });
const Applied = z.object({ state: z.string() });

export interface CreditGrade {
  readonly creditCode: string;
  readonly grade: 'A' | 'B' | 'C' | 'D';
}

/** Loads the grade of one company into the credit registry: the product's template, filled in, as a CSV file (CRD-05). */
export async function loadCredit(story: Story, officer: Person, { creditCode, grade }: CreditGrade): Promise<void> {
  const { bytes } = await officer.caller.download('/imports/template?kind=CREDIT');
  const row = [creditCode, grade, businessDate(new Date()), 'DEMO'];
  const name = `信用名录-${creditCode}.csv`;
  const list = { name, type: 'text/csv', bytes: Buffer.concat([bytes, Buffer.from(`${row.join(',')}\r\n`)]) };
  const { importId, ...report } = await officer.caller.upload('/imports?kind=CREDIT', list, Checked);
  expectEqual('The report on the list', report, { state: 'CHECKED', errorCount: 0, newCount: 1 });
  const { state } = await officer.caller.send('POST', `/imports/${importId}/apply`, undefined, Applied);
  expectEqual('The loaded list', state, 'APPLIED');
  await story.step(officer, 'CREDIT_LOADED', { file: name, grade });
}
