import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { moveCaseToRoute } from '../../src/cases/repair/move-route.ts';
import { TASK_CHANGES } from '../../src/domain/webhooks/task-changes.ts';
import { declareConflict } from '../../src/tasks/conflicts/declare-conflict.ts';
import { interruptCase } from '../../src/tasks/operations/interrupt.ts';
import { signatureOf } from '../../src/webhooks/sending/signature.ts';
import { actAs } from '../batches/office-batch.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  givenCase,
  LEADER,
  OWNER,
  publishRoute,
  republish,
  wish,
  type OfficeCase,
  type StageWish,
} from '../tasks/office.ts';
import { idOf } from '../tasks/people/approvers/people.ts';
import { ADMINISTRATOR, deliveriesOf, givenWebhook, publishRules, sendUntil, type Hook } from './outside.ts';
import { startReceiver, type Receiver } from './receiver.ts';

const HOUR = { n: 3600, unit: 'SECOND' } as const;
const REVIEWERS: NonNullable<StageWish['approvers']> = [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }];
const BOTH: NonNullable<StageWish['approvers']> = [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }, ...REVIEWERS];
type Stages = ReturnType<typeof wish>[];

let db: TestDatabase;
let receiver: Receiver;
let hook: Hook;
beforeAll(async () => {
  db = await openTestDatabase();
  await publishRules(db);
});
afterEach(async () => {
  await db.sql.run(`UPDATE webhook SET state = 'REMOVED'`);
  await receiver.close();
});
afterAll(() => db.close());

async function given(stages: Stages): Promise<{ one: OfficeCase; routeId: string }> {
  receiver = await startReceiver();
  hook = await givenWebhook(db, receiver.url, [...TASK_CHANGES, 'case.route_moved']);
  const routeId = await publishRoute(db, { REVIEW: { stages } });
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return { one, routeId };
}

const Told = z.object({ event: z.string(), data: z.record(z.string(), z.unknown()) });

/** What arrived outside, in words, every piece of it signed. */
async function arrived(): Promise<{ words: string[]; data: Record<string, unknown>[] }> {
  const isDone = async () => (await deliveriesOf(db, hook)).every(({ state }) => state === 'DELIVERED');
  expect(await sendUntil(db, isDone)).toBe(true);
  for (const { headers, body } of receiver.received) {
    const [, seconds = ''] = /^t=(\d+),/.exec(String(headers['x-qudao-signature'])) ?? [];
    expect(headers['x-qudao-signature']).toBe(signatureOf(hook.secret, body, new Date(Number(seconds) * 1000)));
    expect(body).not.toMatch(/[\u4e00-\u9fff]|@/);
  }
  const told = receiver.received.map(({ body }) => Told.parse(JSON.parse(body)));
  const facts = ({ stage, reason, waitsFor, bySystem }: Record<string, unknown>) => [stage, reason, waitsFor, bySystem];
  return {
    words: told.map(({ event, data }) =>
      [event, ...facts(data)]
        .filter((word) => word !== undefined)
        .map(String)
        .join(' '),
    ),
    data: told.map(({ data }) => data),
  };
}

describe('a to-do list outside', () => {
  it('hears of a task that waits for the applicant, goes on, is late, gets another day and ends with the case', async () => {
    const due = (n: number): Stages => [
      wish('a', { returnTo: ['applicant'] }),
      wish('b', { approvers: REVIEWERS, due: { ...HOUR, n } }),
    ];
    const { one, routeId } = await given(due(3600));
    await one.decide(LEADER, 'a', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补正' });
    await one.supplement(OWNER, []);
    const resumed = await one.task('b');
    await one.due(resumed.dueAt ?? '');
    const { key } = await db.sql.one<{ key: string }>('SELECT key FROM policy_version WHERE id = $1', [routeId]);
    const policyVersionId = await republish(db, 'ROUTE', key, (body) => ({
      ...body,
      phases: { REVIEW: { stages: due(7200) } },
    }));
    const move = { caseId: one.id, policyVersionId, reason: '新版审批流生效' };
    await actAs(db, ADMINISTRATOR, (act) => moveCaseToRoute(act, move), one.id);
    const redated = await one.task('b');
    await one.act(OWNER, (act) => interruptCase(act, one.id, 'WITHDRAWN', 'BY_APPLICANT'));

    const { words, data } = await arrived();
    expect(words).toEqual([
      'task.suspended b APPLICANT false',
      'task.resumed b false',
      'task.overdue b true',
      'case.route_moved false',
      'task.redated b false',
      'task.ended b CANCELED false',
      'task.ended a CANCELED false',
    ]);
    expect(data.map(({ dueAt }) => dueAt)).toEqual([
      undefined,
      resumed.dueAt?.toISOString(),
      resumed.dueAt?.toISOString(),
      undefined,
      redated.dueAt?.toISOString(),
      undefined,
      undefined,
    ]);
    expect(data.map(({ taskId }) => taskId).filter((id) => id === redated.id)).toHaveLength(5);
    expect(new Set(receiver.received.map(({ at }) => at.eventId)).size).toBe(7);
  });

  it('hears of the tasks that somebody else’s return made void', async () => {
    const { one } = await given([
      wish('first'),
      wish('second', { after: ['first'], returnTo: ['first'] }),
      wish('third', { after: ['first'], approvers: REVIEWERS }),
    ]);
    await one.approve(LEADER, 'first');
    const { id: taskId } = await one.task('third');
    await one.decide(LEADER, 'second', { outcome: 'RETURN', returnTo: 'first', reason: '请复核' });
    const { words, data } = await arrived();
    expect(words).toEqual(['task.ended third SUPERSEDED false']);
    expect(data).toMatchObject([{ taskId, caseId: one.id, process: 'ADMISSION' }]);
  });

  it('hears nothing of an act that was refused', async () => {
    const { one } = await given([wish('a', { returnTo: ['applicant'] }), wish('b', { approvers: REVIEWERS })]);
    const refused = await one.decide(LEADER, 'a', { outcome: 'RETURN', returnTo: 'nowhere', reason: '请补正' });
    expect(refused.code).toBe('RETURN_TARGET_UNKNOWN');
    expect(await deliveriesOf(db, hook)).toEqual([]);
  });

  it('hears of the seat that a conflict of interest with the company took away', async () => {
    const { one } = await given([wish('both', { mode: 'ALL', approvers: BOTH })]);
    const { companyId } = await db.sql.one<{ companyId: string }>(
      'SELECT company_id AS "companyId" FROM "case" WHERE id = $1',
      [one.id],
    );
    const accountId = await idOf(db, LEADER);
    const declaration = { accountId, subject: { companyId }, relation: 'KINSHIP', note: undefined } as const;
    await actAs(db, LEADER, (act) => declareConflict(act, declaration));
    const ofThisCase = (await arrived()).data.filter(({ caseId }) => caseId === one.id);
    expect(ofThisCase).toMatchObject([{ stage: 'both', reason: 'CANCELED' }]);
  });
});
