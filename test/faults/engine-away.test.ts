import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { givenCase, passReview, type DrivenCase, untilDelivered } from './case-driver.ts';
import { expectSound } from './invariants.ts';
import { startLine, type RunningLine } from './running-line.ts';

const PEOPLE = 20;

describe('the engine is away while twenty people decide', () => {
  let line: RunningLine;
  let cases: DrivenCase[];
  beforeAll(async () => {
    line = await startLine();
    cases = [];
    for (let i = 0; i < PEOPLE; i += 1) cases.push(await givenCase(line));
    for (const driven of cases) await driven.task('material_review');
  }, 300_000);
  afterAll(() => line.close());

  it('answers everybody at once and goes on with every case afterwards', async () => {
    line.apiProxy.cut();
    line.workerProxy.cut();
    const answers = await Promise.all(cases.map((driven) => passReview(line, driven)));
    expect(answers.map(({ status }) => status)).toEqual(cases.map(() => 200));
    expect(answers.map(({ body }) => body['progress'])).toEqual(cases.map(() => 'PENDING'));
    for (const driven of cases) {
      expect(await driven.read()).toMatchObject({ state: 'MATERIAL_REVIEW', progress: 'PENDING', openTasks: [] });
    }

    line.apiProxy.restore();
    line.workerProxy.restore();
    for (const driven of cases) await driven.task('county_leader');
    await untilDelivered(line.db);
    await expectSound(line.db);
  }, 300_000);
});
