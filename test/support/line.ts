import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { startWorker, type RunningWorker, type WorkerTuning } from '../../src/worker.ts';
import { contractValues } from '../domain/contracts/contract-values.ts';
import { approve, eventually, givenCase, passReview, type DrivenCase } from '../faults/case-driver.ts';
import { fillItem, readItems, type DraftWish } from '../http/admission/drafts.ts';
import { DEMO_PASSWORD, startApi, type Answer, type Caller, type TestApi } from './api.ts';
import { setting } from './database.ts';

export const COUNTY_LEADER = 'leader.county-0101';
export const CITY_LEADER = 'leader.city-01';
export const REVIEWER = 'channel-reviewer.county-0101';
export const RISK_OFFICER = 'risk-officer.city-01';
export const CONTRACT_OFFICER = 'contract-officer.province';

export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** API and worker in this process, on a task queue and a database of their own. */
export interface Line extends TestApi {
  readonly client: Client;
  close(): Promise<void>;
}

export async function startLine(tuning: Pick<WorkerTuning, 'maxCachedWorkflows'> = {}): Promise<Line> {
  const api = await startApi();
  const worker: RunningWorker = await startWorker(api.config, {
    ...tuning,
    workflowBundle: { codePath: setting('TEST_WORKFLOW_BUNDLE') },
  });
  const { address, namespace } = api.config.temporal;
  const connection = await Connection.connect({ address });
  return {
    ...api,
    client: new Client({ connection, namespace }),
    async close() {
      await worker.close();
      await connection.close();
      await api.close();
    },
  };
}

export interface LineCase extends DrivenCase {
  readonly workflow: WorkflowHandle;
  /** Names and outcomes of the phases so far: `SCREENING PASSED`, `MATERIAL_REVIEW`. */
  phases(): Promise<string[]>;
  /** Stages that wait for somebody. */
  open(): Promise<string[]>;
  /** What the workflow returned, once it has ended. */
  result(): Promise<unknown>;
  history(): Promise<History>;
}

/** A complete application, handed in over the API. */
export async function givenApplication(line: Line, wish: DraftWish = {}): Promise<LineCase> {
  const driven = await givenCase(line, wish);
  const workflow = line.client.workflow.getHandle(`admission:${driven.caseId}:1`);
  return {
    ...driven,
    workflow,
    phases: async () => (await driven.read()).phases.map(({ name, outcome }) => [name, outcome].join(' ').trim()),
    open: async () =>
      (await driven.read()).openTasks.map(({ stage, state }) => (state === 'SUSPENDED' ? `${stage} ${state}` : stage)),
    result: () => workflow.result(),
    history: () => workflow.fetchHistory(),
  };
}

/** A complete application that its reviewer has passed; the county leader is next. */
export async function givenReviewed(line: Line, wish: DraftWish = {}): Promise<LineCase> {
  const one = await givenApplication(line, wish);
  await expectDone(await passReview(line, one));
  return one;
}

/** The reviewer finds fault with one item and sends the case back for it. */
export async function returnForItem(line: Line, one: DrivenCase, reason: string): Promise<Answer> {
  const reviewer = await line.as(REVIEWER);
  const taskId = await one.task('material_review');
  const required = (await readItems({ ...one, number: '' })).filter((item) => item.required);
  const verdicts = required.map(({ code }, n) =>
    n === 0 ? { code, verdict: 'RETURNED', remark: reason } : { code, verdict: 'PASSED' },
  );
  await expectDone(await reviewer.put(`/cases/${one.caseId}/verdicts`, { taskId, verdicts }));
  return reviewer.post(`/tasks/${taskId}/decision`, { outcome: 'RETURN', returnTo: 'applicant', reason });
}

/** The applicant mends that item and hands in again. */
export async function supplement(one: DrivenCase): Promise<Answer> {
  const taskId = await one.task('supplement');
  const draft = { ...one, number: '' };
  const [item] = (await readItems(draft)).filter(({ required }) => required);
  if (item !== undefined) await fillItem(draft, item, { number: 'A-2', validTo: '2099-12-30' });
  return one.owner.post(`/tasks/${taskId}/supplement`, { declaration: true });
}

export async function approveByLeaders(one: DrivenCase): Promise<void> {
  for (const stage of ['county_leader', 'city_leader', 'province_leader']) await expectDone(await approve(one, stage));
}

/** The contract officer fills the draft and has it issued. */
export async function issueContract(line: Line, one: DrivenCase): Promise<Answer> {
  const officer = await line.as(CONTRACT_OFFICER);
  await one.task('contract_draft');
  const { body } = await officer.get<{ version: number }>(`/cases/${one.caseId}/contract`);
  await expectDone(
    await officer.put(`/cases/${one.caseId}/contract`, { values: contractValues }, { etag: body.version }),
  );
  return one.decide(CONTRACT_OFFICER, 'contract_draft', { outcome: 'APPROVE' });
}

export async function sign(line: Line, one: DrivenCase, login: string, stage: string): Promise<Answer> {
  const signer: Caller = await line.as(login);
  const taskId = await one.task(stage);
  const { body } = await signer.get<{ document: { sha256: string } }>(`/cases/${one.caseId}/contract`);
  const { sha256 } = body.document;
  return signer.post(`/tasks/${taskId}/signature`, { password: DEMO_PASSWORD, sha256 });
}

export async function expectDone(answer: Answer): Promise<void> {
  if (answer.status >= 300) throw new Error(`Refused: ${answer.status} ${JSON.stringify(answer.body)}`);
  await Promise.resolve();
}

export { approve, eventually, passReview };
