import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Connection } from '@temporalio/client';
import { setting } from '../support/database.ts';
import { approve, eventually, givenCase, passReview, untilDelivered } from './case-driver.ts';
import { expectSound } from './invariants.ts';
import { startLine, type RunningLine } from './running-line.ts';

describe('the worker is killed while it opens the next phase, after its commit and before its completion', () => {
  let line: RunningLine;
  beforeAll(async () => {
    line = await startLine();
  }, 120_000);
  afterAll(() => line.close());

  it('lets people finish that phase before a worker is back', async () => {
    await untilToldDirectly(line);
    const driven = await givenCase(line);
    await driven.task('material_review');
    await untilWorkflowRests(driven.caseId);
    // What the worker has asked for still reaches it; what it answers does not leave.
    line.workerProxy.hold('toServer');
    const review = await passReview(line, driven);
    expect(review.body).toMatchObject({ phaseOutcome: 'APPROVED', progress: 'PENDING' });
    await driven.task('county_leader');
    await line.worker.kill();
    for (const stage of ['county_leader', 'city_leader', 'province_leader'] as const) {
      expect((await approve(driven, stage)).status).toBe(200);
    }
    expect(await driven.read()).toMatchObject({ state: 'LEADER_APPROVAL', progress: 'PENDING', openTasks: [] });

    line.startWorker({ direct: true });
    await driven.task('contract_draft');
    const phases = (await driven.read()).phases.map(({ name, outcome }) => `${name} ${outcome ?? 'OPEN'}`);
    expect(phases).toEqual([
      'SCREENING PASSED',
      'MATERIAL_REVIEW APPROVED',
      'LEADER_APPROVAL APPROVED',
      'CONTRACTING OPEN',
    ]);
    await untilDelivered(line.db);
    await expectSound(line.db);
  }, 240_000);
});

/** After a start that came before the worker was up, the API leaves the telling to the relay for a while; that one is held too. */
async function untilToldDirectly(line: RunningLine): Promise<void> {
  await eventually('an answer after the next phase is open', async () => {
    const { body } = await passReview(line, await givenCase(line));
    return body['progress'] === 'DONE' ? true : undefined;
  });
}

/** The rows of a step are there a moment before the engine has its completion, which must not be what is held. */
async function untilWorkflowRests(caseId: string): Promise<void> {
  const connection = await Connection.connect({ address: setting('TEST_TEMPORAL_ADDRESS') });
  try {
    await eventually(`rest of the workflow of ${caseId}`, async () => {
      const { pendingWorkflowTask, pendingActivities } = await connection.workflowService.describeWorkflowExecution({
        namespace: setting('TEST_TEMPORAL_NAMESPACE'),
        execution: { workflowId: `admission:${caseId}:1` },
      });
      return pendingWorkflowTask == null && pendingActivities.length === 0 ? true : undefined;
    });
  } finally {
    await connection.close();
  }
}
