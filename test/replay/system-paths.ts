import { RouteBody } from '../../src/domain/routes/route.ts';
import type { z } from 'zod';
import { givenReviewed, type Line, type LineCase } from '../support/line.ts';
import { under } from './paths.ts';

type Stage = z.output<typeof RouteBody>['phases'][string]['stages'][number];

/** Every path of the admission on which a step of the system ends a phase: nobody wakes the workflow, it reads so in what the step reports. */
export const SYSTEM_PATHS: Readonly<Record<string, (line: Line) => Promise<LineCase>>> = {
  /** The clock's word in each of the leaders' stages; people go on with the contract. */
  async 'approved-by-time'(line) {
    const one = await leadersUnder(line, { due: { n: 1, unit: 'SECOND' }, onOverdue: 'APPROVE' });
    await one.task('contract_draft');
    return one;
  },

  async 'rejected-by-time'(line) {
    const one = await leadersUnder(line, { due: { n: 1, unit: 'SECOND' }, onOverdue: 'REJECT' });
    await one.result();
    return one;
  },

  /** Nobody is to be asked in any of its stages. */
  async 'passed-as-it-opened'(line) {
    const one = await leadersUnder(line, { approvers: [{ kind: 'GROUP', code: 'NOBODY' }], onNobody: 'PASS' });
    await one.task('contract_draft');
    return one;
  },

  async 'rejected-as-it-opened'(line) {
    const one = await leadersUnder(line, { approvers: [{ kind: 'GROUP', code: 'NOBODY' }], onNobody: 'REJECT' });
    await one.result();
    return one;
  },
};

/** A reviewed case whose leaders' stages have these rules. */
function leadersUnder(line: Line, values: Partial<Stage>): Promise<LineCase> {
  const change = (body: object): object => {
    const route = RouteBody.parse(body);
    const phases = Object.entries(route.phases).map(([name, { stages }]) => [
      name,
      { stages: name === 'LEADER_APPROVAL' ? stages.map((stage) => ({ ...stage, ...values })) : stages },
    ]);
    return { ...route, phases: Object.fromEntries(phases) as object };
  };
  return under(line, 'ROUTE', 'admission-full', change)(() => givenReviewed(line));
}
