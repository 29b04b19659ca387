import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { readAtHand } from '../../src/tasks/operations/at-hand.ts';
import { runAct } from '../../src/acts/run-act.ts';
import type { Act } from '../../src/acts/act.ts';
import { readApplication } from '../../src/admission/application/application.ts';
import { pinPolicies } from '../../src/admission/application/pin-policies.ts';
import { issueContract } from '../../src/contracts/document/issue-contract.ts';
import { saveDraft } from '../../src/contracts/save-draft.ts';
import type { Actor } from '../../src/domain/access/actor.ts';
import type { Facts } from '../../src/domain/refusal.ts';
import { fileSystemStore, type FileStore } from '../../src/files/file-store.ts';
import { loadActor } from '../../src/accounts/actor.ts';
import { admissionGates } from '../../src/processes/admission-gates.ts';
import { openAdmissionPhase } from '../../src/processes/open-admission-phase.ts';
import { decideTask, type DecisionInput } from '../../src/tasks/deciding/decide.ts';
import { contractValues } from '../domain/contracts/contract-values.ts';
import { startDraft } from '../http/admission/drafts.ts';
import type { TestApi } from '../support/api.ts';

export const OFFICER = 'contract-officer.province';
export const OTHER_OFFICER = 'contract-officer-2.province';
const LEADERS = ['leader.county-0101', 'leader.city-01', 'leader.province'];

export interface ContractCase {
  readonly caseId: string;
  readonly number: string;
  /** Of the phase that is open. */
  readonly seq: number;
}

export function storeOf(api: TestApi): FileStore {
  return fileSystemStore(path.join(api.config.dataDir, 'files'));
}

/** The operator's province contracts in its own name. */
export async function giveOperatorIdentity(api: TestApi): Promise<void> {
  await api.db.sql.run(
    `UPDATE unit SET legal_name = $1, credit_code = $2, legal_rep_name = $3, legal_address = $4 WHERE code = 'province'`,
    ['清源通信有限公司清源省分公司', '91990000MA0000000A', '周文远', '清源省临江市人民路1号'],
  );
}

/** A case whose leaders have approved it; opened and decided by the product's own steps and people. */
export async function approvedCase(api: TestApi, company = '0001'): Promise<ContractCase> {
  const { caseId, number } = await startDraft(api, { company });
  await as(api, `owner.${company}@example.com`, caseId, async (act) => {
    await pinPolicies(act.tx, await readApplication(act.tx, caseId), act.now);
    await act.tx.run(`UPDATE "case" SET state = 'SUBMITTED', submitted_at = $2 WHERE id = $1`, [caseId, act.now]);
    return {};
  });
  const approval = await openNext(api, { caseId, number, seq: 0 }, { name: 'LEADER_APPROVAL', human: true });
  for (const leader of LEADERS) await decideAs(api, leader, caseId, { outcome: 'APPROVE' });
  return approval;
}

/** A case whose contract officer has the drafting before them. */
export async function draftingCase(api: TestApi, company?: string): Promise<ContractCase> {
  return openDrafting(api, await approvedCase(api, company));
}

export function openDrafting(api: TestApi, before: ContractCase): Promise<ContractCase> {
  return openNext(api, before, { name: 'CONTRACTING', human: true });
}

/** A case whose draft was released, and whose document nobody has made yet. */
export async function releasedCase(
  api: TestApi,
  { company, values = contractValues }: { company?: string; values?: Record<string, string> } = {},
): Promise<ContractCase> {
  const drafting = await draftingCase(api, company);
  await saveValues(api, drafting.caseId, values);
  await decideAs(api, OFFICER, drafting.caseId, { outcome: 'APPROVE' });
  return openSigning(api, drafting);
}

export function openSigning(api: TestApi, before: ContractCase): Promise<ContractCase> {
  return openNext(api, before, { name: 'SIGNING', human: false });
}

async function openNext(
  api: TestApi,
  before: ContractCase,
  phase: { readonly name: string; readonly human: boolean },
): Promise<ContractCase> {
  const seq = before.seq + 1;
  await openAdmissionPhase(api.db.pool, { caseId: before.caseId, generation: 1, seq, ...phase });
  return { ...before, seq };
}

/** A case whose contract waits for the operator's signature. */
export async function signingCase(api: TestApi, company?: string): Promise<ContractCase> {
  const released = await releasedCase(api, company === undefined ? {} : { company });
  await issue(api, released);
  return released;
}

export function issue(api: TestApi, { caseId, seq }: ContractCase, files = storeOf(api)) {
  return issueContract({ pool: api.db.pool, files }, { caseId, generation: 1, seq });
}

export async function saveValues(api: TestApi, caseId: string, values: Record<string, string>): Promise<void> {
  const { version } = await contractRow(api, caseId);
  await as(api, OFFICER, caseId, (act, actor) => saveDraft(act, actor, { caseId, seen: version, values }));
}

/** Decides the case's one open task. */
export async function decideAs(api: TestApi, login: string, caseId: string, input: DecisionInput): Promise<Facts> {
  const taskId = await openTask(api, caseId);
  const gates = admissionGates({ files: storeOf(api) });
  return as(api, login, caseId, async (act, actor) =>
    decideTask(act, actor, await readAtHand(act.tx, taskId, actor.id), input, gates),
  );
}

export async function openTask(api: TestApi, caseId: string): Promise<string> {
  const task = await api.db.sql.one<{ id: string }>(
    `SELECT id FROM task WHERE case_id = $1 AND state IN ('OPEN', 'CLAIMED')`,
    [caseId],
  );
  return task.id;
}

/** An act of this person; a refusal is an error here. */
export async function as(
  api: TestApi,
  login: string,
  caseId: string,
  perform: (act: Act, actor: Actor) => Promise<Facts>,
): Promise<Facts> {
  const { id } = await api.db.sql.one<{ id: string }>('SELECT id FROM account WHERE login = $1', [login]);
  const actor = await loadActor(api.db.sql, id);
  if (actor === undefined) throw new Error(`${login} is nobody`);
  const request = { actor, key: randomUUID(), hash: 'arranged', channel: 'web', caseId } as const;
  const { code, body } = await runAct(api.db.pool, request, (act) => perform(act, actor));
  if (code !== 'DONE') throw new Error(`${login}: ${code} ${JSON.stringify(body)}`);
  return body;
}

export interface ContractRow {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly version: number;
  readonly sha256: string | null;
  readonly fileId: string | null;
}

/** The newest one. */
export function contractRow(api: TestApi, caseId: string): Promise<ContractRow> {
  return api.db.sql.one<ContractRow>(
    `SELECT id, number, state, version, sha256, file_id AS "fileId" FROM contract WHERE case_id = $1 ORDER BY id DESC LIMIT 1`,
    [caseId],
  );
}

export async function auditActions(api: TestApi, caseId: string): Promise<string[]> {
  const rows = await api.db.sql.rows<{ action: string }>(
    `SELECT action FROM audit_entry WHERE chain = 'case:' || $1 ORDER BY seq`,
    [caseId],
  );
  return rows.map(({ action }) => action);
}
