import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { batchIn, codesOf, orderDecision } from '../batches/office-batch.ts';
import { givenCase, LEADER, publishRoute, wish, type OfficeCase } from '../tasks/office.ts';
import { eventually } from './case-driver.ts';
import { expectSound } from './invariants.ts';
import { startLine, type RunningLine } from './running-line.ts';

const ITEMS = 12;
/** The item in the middle of which the worker dies. */
const DEADLY = 5;

describe('the worker is killed in the middle of an item of a batch', () => {
  let line: RunningLine;
  beforeAll(async () => {
    line = await startLine();
  }, 120_000);
  afterAll(() => line.close());

  it('peers 4: loses nothing and does nothing twice', async () => {
    const stages = [wish('a', { bulk: true }), wish('b', { after: ['a'] })];
    const routeId = await publishRoute(line.db, { LEADER_APPROVAL: { stages } });
    const cases: OfficeCase[] = [];
    for (let n = 0; n < ITEMS; n += 1) {
      const one = await givenCase(line.db, routeId);
      await one.open('LEADER_APPROVAL');
      cases.push(one);
    }
    const taskIds = await Promise.all(cases.map(async (one) => (await one.task('a')).id));
    const other = await line.db.pool.connect();
    await other.query('BEGIN');
    await other.query('SELECT FROM "case" WHERE id = $1 FOR UPDATE', [cases[DEADLY]?.id]);
    const batchId = await orderDecision(line.db, LEADER, taskIds);
    await eventually('the batch to come to that item', async () => {
      const done = (await codesOf(line.db, batchId)).filter((code) => code === 'DONE');
      return done.length >= DEADLY ? true : undefined;
    });

    await line.worker.kill();
    await other.query('ROLLBACK');
    other.release();
    expect(await cases[DEADLY]?.live()).toEqual(['a OPEN']);
    expect((await batchIn(line.db, batchId)).state).toBe('RUNNING');

    line.startWorker();
    await eventually('the end of the batch', async () =>
      (await batchIn(line.db, batchId)).state === 'DONE' ? true : undefined,
    );
    expect(new Set(await codesOf(line.db, batchId))).toEqual(new Set(['DONE']));
    for (const one of cases) {
      expect(await one.live()).toEqual(['b OPEN']);
      expect((await one.audit()).filter((action) => action === 'TASK_APPROVE')).toHaveLength(1);
    }
    await expectSound(line.db);
  }, 240_000);
});
