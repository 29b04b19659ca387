import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { installRuntime } from '../../src/temporal/runtime.ts';
import type { OpenPhaseInput } from '../../src/tasks/open-phase.ts';
import type { PhaseReport } from '../../src/tasks/phase-report.ts';
import { wakeUpdate, type CaseInput } from '../../workflows/case-messages.ts';
import { setting } from '../support/database.ts';

const NOTHING: PhaseReport = { current: true, outcomes: [], interrupt: null, nextAt: null };

describe('the answer to a wake', () => {
  let client: Client;
  let connection: Connection;
  let native: NativeConnection;
  let workflowBundle: WorkflowBundleWithSourceMap;
  beforeAll(async () => {
    installRuntime('silent');
    const address = setting('TEST_TEMPORAL_ADDRESS');
    connection = await Connection.connect({ address });
    native = await NativeConnection.connect({ address });
    client = new Client({ connection, namespace: setting('TEST_TEMPORAL_NAMESPACE') });
    workflowBundle = await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('two-phases.ts', import.meta.url)),
      logger: new DefaultLogger('WARN'),
    });
  });
  afterAll(async () => {
    await connection.close();
    await native.close();
  });

  it.each([
    ['with its cache', 50, undefined],
    ['with its cache', 500, undefined],
    ['replaying every task', 50, 0],
    ['replaying every task', 500, 0],
  ])('comes after the next phase is open: on a worker %s, opening it takes %d ms', async (_title, ms, cached) => {
    const opened: string[] = [];
    const taskQueue = `wake-${randomUUID()}`;
    const worker = await Worker.create({
      connection: native,
      namespace: setting('TEST_TEMPORAL_NAMESPACE'),
      taskQueue,
      workflowBundle,
      ...(cached === undefined ? {} : { maxCachedWorkflows: cached }),
      activities: {
        async openPhase({ name }: OpenPhaseInput): Promise<PhaseReport> {
          await new Promise((resolve) => setTimeout(resolve, ms));
          opened.push(name);
          return NOTHING;
        },
        closeCase: () => Promise.resolve('ACTIVE'),
      },
    });

    await worker.runUntil(async () => {
      const handle = await client.workflow.start<(input: CaseInput) => Promise<string>>('twoPhases', {
        workflowId: `two-phases:${randomUUID()}`,
        taskQueue,
        args: [{ caseId: randomUUID(), generation: 1 }],
      });
      await handle.executeUpdate(wakeUpdate, { args: [{ seq: 1, outcome: 'APPROVED' }], updateId: 'first' });
      expect(opened).toEqual(['FIRST', 'SECOND']);

      await handle.executeUpdate(wakeUpdate, { args: [{ seq: 2, outcome: 'APPROVED' }], updateId: 'second' });
      expect(await handle.result()).toBe('ACTIVE');
    });
  });
});
