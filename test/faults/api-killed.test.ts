import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { approve, eventually, givenCase, passReview } from './case-driver.ts';
import { expectSound } from './invariants.ts';
import { startLine, type RunningLine } from './running-line.ts';

describe('the API is killed between the commit of a decision and the wake of the workflow', () => {
  let line: RunningLine;
  beforeAll(async () => {
    line = await startLine();
  }, 120_000);
  afterAll(() => line.close());

  it('keeps the decision and lets the case go on without it', async () => {
    const driven = await givenCase(line);
    const taskId = await driven.task('material_review');
    line.apiProxy.hold('toServer');
    const answered = passReview(line, driven).then(
      ({ body }) => String(body['progress']),
      () => 'connection lost',
    );
    await eventually('the committed decision', async () => {
      const [row] = await line.db.sql.rows('SELECT id FROM decision WHERE task_id = $1', [taskId]);
      return row;
    });
    await line.api.kill();
    line.apiProxy.release();
    // Killed while it waited, or a moment after it said that the next step is still to come: nobody was told by it.
    expect(['connection lost', 'PENDING']).toContain(await answered);

    const next = await eventually('the next phase', async () => {
      const [row] = await line.db.sql.rows<{ id: string }>(
        `SELECT id FROM task WHERE case_id = $1 AND stage_key = 'county_leader' AND state = 'OPEN'`,
        [driven.caseId],
      );
      return row?.id;
    });
    await line.startApi();
    expect((await approve(driven, 'county_leader')).body['taskId']).toBe(next);
    const decisions = await line.db.sql.rows('SELECT id FROM decision WHERE task_id = $1', [taskId]);
    expect(decisions).toHaveLength(1);
    await expectSound(line.db);
  }, 240_000);
});
