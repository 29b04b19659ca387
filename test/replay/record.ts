import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../src/persistence/tx.ts';
import { orderReplan } from '../../src/tasks/replanning/order-replan.ts';
import { orderDecision } from '../batches/office-batch.ts';
import globalSetup from '../support/global-setup.ts';
import globalTeardown from '../support/global-teardown.ts';
import { COUNTY_LEADER, eventually, startLine, type Line } from '../support/line.ts';
import { writeHistory } from './histories.ts';
import { DAILY, PATHS } from './paths.ts';
import { recordContinued } from './continued-batch.ts';
import { REQUEST_PATHS } from './request-paths.ts';
import { SYSTEM_PATHS } from './system-paths.ts';

/**
 * Records anew what `replay.test.ts` replays, out of real runs on the real parts:
 * `node --import ./test/support/register-typescript.mjs test/replay/record.ts [path …]`.
 * A history that is committed stays as long as a case may still run on the code that made it.
 *
 * What leaves the same trace is recorded once. A phase that a person's act ends is told to the workflow as a wake with its outcome, whatever the
 * act: a decision, a bulk one, a declared conflict that leaves nobody to ask, a move to another route that wants nothing more
 * (`admission-approved`); a phase that a step of the system ends is read in what the step reports, when it opens (`admission-passed-as-it-opened`,
 * also for the same approver again) or by the clock (`admission-approved-by-time`). Transfer, delegation, signers, urging, hand-over and every
 * other act within a phase leave no trace, or only an earlier timer (`admission-overdue`). A planning, the messages and the webhooks begin a new
 * history as a batch does (`batch-continued`, `batch-going-on`). A case does so at the end of a phase when the engine finds its history long, after
 * some thousand events: too long to be kept here; `test/workflows/case-desk.test.ts` shows it with a cache and replaying every task.
 */
const wanted = process.argv.slice(2);
await globalSetup();
const line = await startLine();
try {
  for (const [name, walk] of Object.entries({ ...PATHS, ...SYSTEM_PATHS }))
    if (isWanted(name)) await record(name, walk);
  for (const [name, walk] of Object.entries(REQUEST_PATHS))
    if (isWanted(`request-${name}`)) await recordRequest(name, walk);
  for (const [name, workflowType] of Object.entries(DAILY))
    if (isWanted(name)) await recordDaily(line, name, workflowType);
  if (isWanted('messages')) await recordStanding(line, 'messages');
  if (isWanted('webhooks')) await recordStanding(line, 'webhooks');
  if (isWanted('batch')) await recordBatch(line);
  if (isWanted('batch-continued')) await recordContinued();
  if (isWanted('replan-deadlines')) await recordReplan(line);
} finally {
  await line.close();
  await globalTeardown();
}

function isWanted(name: string): boolean {
  return wanted.length === 0 || wanted.includes(name);
}

async function record(name: string, walk: (typeof PATHS)[string]): Promise<void> {
  const one = await walk(line);
  writeHistory(`admission-${name}`, await one.history());
  console.log(`admission-${name}`);
}

async function recordRequest(name: string, walk: (typeof REQUEST_PATHS)[string]): Promise<void> {
  writeHistory(`request-${name}`, await (await walk(line)).fetchHistory());
  console.log(`request-${name}`);
}

async function recordDaily({ client, config }: Line, name: string, workflowType: string): Promise<void> {
  const { taskQueue } = config.temporal;
  const workflowId = `${name}:${taskQueue}:recorded`;
  await client.workflow.execute(workflowType, { workflowId, taskQueue, args: [] });
  writeHistory(name, await client.workflow.getHandle(workflowId).fetchHistory());
  console.log(name);
}

/** It runs with the worker, for ever; recorded is what it has done by now. */
async function recordStanding({ client, config }: Line, name: string): Promise<void> {
  const handle = client.workflow.getHandle(`${name}:${config.temporal.taskQueue}`);
  const history = await eventually('its work to be asked for', async () => {
    const sofar = await handle.fetchHistory();
    return (sofar.events ?? []).length > 4 ? sofar : undefined;
  });
  writeHistory(name, history);
  console.log(name);
}

/** What it decides does not matter; every batch leaves the same trace. */
async function recordBatch({ client, db }: Line): Promise<void> {
  const batchId = await orderDecision(db, COUNTY_LEADER, [randomUUID()]);
  const handle = client.workflow.getHandle(`batch:${batchId}`);
  await eventually('the batch to be started', () => handle.describe().catch(() => undefined));
  await handle.result();
  writeHistory('batch', await handle.fetchHistory());
  console.log('batch');
}

async function recordReplan({ client, db }: Line): Promise<void> {
  const versionId = randomUUID();
  const now = new Date();
  await inTransaction(db.pool, async (tx) => {
    orderReplan(tx, versionId, 'CN', { now, from: now });
    await tx.run('SELECT 1');
  });
  const handle = client.workflow.getHandle(`replan-deadlines:${versionId}`);
  await eventually('the planning to be started', () => handle.describe().catch(() => undefined));
  await handle.result();
  writeHistory('replan-deadlines', await handle.fetchHistory());
  console.log('replan-deadlines');
}
