import { z } from 'zod';
import { expectEqual } from '../../expect.ts';
import type { Person } from '../../people/person.ts';
import type { Story } from '../../story.ts';

const Job = z.object({ id: z.uuid(), state: z.string(), version: z.int() });

/** Loads a list with the grade of one company into the credit registry, as a CSV file (CRD-05). */
export async function loadCredit(
  story: Story,
  officer: Person,
  { creditCode, grade }: { readonly creditCode: string; readonly grade: string },
): Promise<void> {
  const name = `资信名单-${creditCode}.csv`;
  const today = new Date().toISOString().slice(0, 10);
  const text = `credit_code,grade,as_of,source\n${creditCode},${grade},${today},DEMO\n`;
  const file = { name, type: 'text/csv', bytes: Buffer.from(text) };
  const checked = await officer.caller.upload('/imports/credit', file, Job);
  expectEqual('The checked list', checked.state, 'CHECKED');
  const path = `/imports/${checked.id}/application`;
  const { state } = await officer.caller.send('POST', path, undefined, Job, { etag: checked.version });
  expectEqual('The loaded list', state, 'APPLIED');
  await story.step(officer, 'CREDIT_LOADED', { file: name, grade });
}
