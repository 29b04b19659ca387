import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenPhaseInput } from '../../src/tasks/phases/open-phase.ts';
import type { PhaseReport } from '../../src/tasks/phases/phase-report.ts';
import type { RunDueInput } from '../../src/tasks/phases/run-due.ts';
import { installRuntime } from '../../src/temporal/runtime.ts';
import { wakeUpdate, type CaseInput, type WakeMessage } from '../../workflows/case-messages.ts';
import { setting } from '../support/database.ts';

const NOTHING: PhaseReport = { current: true, outcomes: [], interrupt: null, nextAt: null };

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
    workflowsPath: fileURLToPath(new URL('desk-workflows.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
});
afterAll(async () => {
  await connection.close();
  await native.close();
});

interface Desk {
  readonly handle: WorkflowHandle;
  /** What the steps were called with, in order. */
  readonly steps: string[];
  readonly wake: (message: WakeMessage) => Promise<string>;
}

interface DeskWish {
  readonly workflow?: 'twoPhases' | 'twoRuns';
  readonly openingTakesMs?: number;
  readonly maxCachedWorkflows?: number | undefined;
  /** What a step answers, by the words of its call. */
  readonly reports?: Readonly<Record<string, PhaseReport>>;
}

/** A process of the test's own on the product's desk; its steps are not the product's, so that they can be slow. */
async function atDesk(
  { workflow = 'twoPhases', openingTakesMs = 0, maxCachedWorkflows, reports = {} }: DeskWish,
  work: (desk: Desk) => Promise<void>,
): Promise<void> {
  const steps: string[] = [];
  const step = (words: string): PhaseReport => {
    steps.push(words);
    return reports[words] ?? NOTHING;
  };
  const taskQueue = `desk-${randomUUID()}`;
  const worker = await Worker.create({
    connection: native,
    namespace: setting('TEST_TEMPORAL_NAMESPACE'),
    taskQueue,
    workflowBundle,
    ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
    activities: {
      async openPhase({ name, seq }: OpenPhaseInput): Promise<PhaseReport> {
        await new Promise((resolve) => setTimeout(resolve, openingTakesMs));
        return step(`open ${seq} ${name}`);
      },
      runDue: ({ firedFor }: RunDueInput) => Promise.resolve(step(`due ${firedFor}`)),
      closeCase: ({ outcome }: { outcome: string }) => {
        step(`close ${outcome}`);
        return Promise.resolve(outcome);
      },
    },
  });
  await worker.runUntil(async () => {
    const handle = await client.workflow.start<(input: CaseInput) => Promise<string>>(workflow, {
      workflowId: `desk:${randomUUID()}`,
      taskQueue,
      args: [{ caseId: randomUUID(), generation: 1 }],
    });
    const wake = (message: WakeMessage) =>
      handle.executeUpdate(wakeUpdate, { args: [message], updateId: randomUUID() });
    await work({ handle, steps, wake });
  });
}

describe('the answer to a wake', () => {
  it.each([
    ['with its cache', 50, undefined],
    ['with its cache', 500, undefined],
    ['replaying every task', 50, 0],
    ['replaying every task', 500, 0],
  ])('comes after the next phase is open: worker %s, opening takes %d ms', async (_title, ms, maxCachedWorkflows) => {
    await atDesk({ openingTakesMs: ms, maxCachedWorkflows }, async ({ wake, steps, handle }) => {
      await wake({ seq: 1, outcome: 'APPROVED' });
      expect(steps).toEqual(['open 1 FIRST', 'open 2 SECOND']);

      await wake({ seq: 2, outcome: 'APPROVED' });
      expect(await handle.result()).toBe('ACTIVE');
    });
  });
});

describe('the desk of a case', () => {
  it('waits for the outcome of its own phase, whatever it is told of others', async () => {
    await atDesk({}, async ({ wake, steps, handle }) => {
      await wake({ seq: 2, outcome: 'APPROVED' });
      expect(steps).toEqual(['open 1 FIRST']);

      // Told again and otherwise, the first word stands.
      await wake({ seq: 2, outcome: 'REJECTED' });
      await wake({ seq: 1, outcome: 'APPROVED' });

      expect(await handle.result()).toBe('ACTIVE');
      expect(steps).toEqual(['open 1 FIRST', 'open 2 SECOND', 'close ACTIVE']);
    });
  });

  it('carries what it knows of a later phase into a new run', async () => {
    await atDesk({ workflow: 'twoRuns' }, async ({ wake, steps, handle }) => {
      await wake({ seq: 2, outcome: 'APPROVED' });
      await wake({ seq: 1, outcome: 'APPROVED' });

      expect(await handle.result()).toBe('ACTIVE');
      expect(steps).toEqual(['open 1 FIRST', 'open 2 SECOND', 'close ACTIVE']);
    });
  });

  it('opens nothing more once a wake says that the case is interrupted', async () => {
    await atDesk({}, async ({ wake, steps, handle }) => {
      await wake({ interrupt: 'WITHDRAWN' });

      expect(await handle.result()).toBe('INTERRUPTED');
      expect(steps).toEqual(['open 1 FIRST', 'close INTERRUPTED']);
    });
  });

  it('opens nothing more once a step finds the case interrupted', async () => {
    const reports = { 'open 1 FIRST': { ...NOTHING, interrupt: 'WITHDRAWN' } };

    await atDesk({ reports }, async ({ steps, handle }) => {
      expect(await handle.result()).toBe('INTERRUPTED');
      expect(steps).toEqual(['open 1 FIRST', 'close INTERRUPTED']);
    });
  });

  it('sets its timer for the earlier of what the rows and a wake say, and does what is due', async () => {
    const late = '2999-01-01T00:00:00.000Z';
    const reports: Record<string, PhaseReport> = { 'open 1 FIRST': { ...NOTHING, nextAt: late } };

    await atDesk({ reports }, async ({ wake, steps, handle }) => {
      // What a wake says while a phase is being opened is in the rows that opening reads; these steps have no rows, so it is open first.
      await wake({});
      const soon = new Date(Date.now() + 1_000).toISOString();
      reports[`due ${soon}`] = { ...NOTHING, outcomes: [{ seq: 1, outcome: 'EXPIRED' }] };
      await wake({ nextAt: soon });
      await wake({ nextAt: late });
      await wake({ seq: 2, outcome: 'APPROVED' });

      await handle.result();
      expect(steps).toEqual(['open 1 FIRST', `due ${soon}`, 'open 2 SECOND', 'close ACTIVE']);
    });
  });

  it('keeps its timer when the next thing due lies further away, also in the next phase', async () => {
    const reports = {
      'open 1 FIRST': { ...NOTHING, nextAt: '2998-01-01T00:00:00.000Z' },
      'open 2 SECOND': { ...NOTHING, nextAt: '2999-01-01T00:00:00.000Z' },
    };
    await atDesk({ reports }, async ({ wake, handle }) => {
      await wake({ seq: 1, outcome: 'APPROVED' });
      await wake({ seq: 2, outcome: 'APPROVED' });
      await handle.result();
      const { events } = await handle.fetchHistory();
      const timers = (events ?? []).filter(({ timerStartedEventAttributes: t }) => t != null);
      expect(timers).toHaveLength(1);
    });
  });

  it('does nothing when a kept timer fires before anything is due, and is in time for what is', async () => {
    const inSeconds = (n: number) => new Date(Date.now() + n * 1_000).toISOString();
    const reports: Record<string, PhaseReport> = { 'open 1 FIRST': { ...NOTHING, nextAt: inSeconds(2) } };
    await atDesk({ reports }, async ({ wake, steps, handle }) => {
      const due = inSeconds(3);
      reports['open 2 SECOND'] = { ...NOTHING, nextAt: due };
      reports[`due ${due}`] = { ...NOTHING, outcomes: [{ seq: 2, outcome: 'EXPIRED' }] };
      await wake({ seq: 1, outcome: 'APPROVED' });
      await handle.result();
      expect(steps).toEqual(['open 1 FIRST', 'open 2 SECOND', `due ${due}`, 'close ACTIVE']);
    });
  });

  it('leaves the case to its newer generation', async () => {
    const reports = { 'open 1 FIRST': { ...NOTHING, current: false } };

    await atDesk({ reports }, async ({ steps, handle }) => {
      expect(await handle.result()).toBe('INTERRUPTED');
      expect(steps).toEqual(['open 1 FIRST']);
    });
  });
});
