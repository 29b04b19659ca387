import type { Act } from '../acts/act.ts';
import type { Actor } from '../domain/access/actor.ts';
import { CONTRACTING } from '../domain/contracts/approved-application.ts';
import { checkValues, termOf, withoutBlanks } from '../domain/contracts/check-values.ts';
import type { ContractTemplate, ContractValues } from '../domain/contracts/template.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import { assertAtWork, readTask, worksFor } from '../tasks/people/holding.ts';
import { assertInPhase, readCase, type CaseSnapshot } from '../tasks/snapshot.ts';
import { ensureDraft } from './draft.ts';
import { CONTRACT_DRAFT } from './forms.ts';
import { templateOf } from './document/prepare.ts';

/**
 * Saves the values of the contract's fields as a whole; `seen` is the version their writer saw. Only whoever may decide the drafting
 * writes, and only while it is open.
 * @throws Refusal WRONG_STATE, NOT_HOLDER, EXCLUDED, CASE_CLOSED, CASE_CLOSING, IN_TRANSITION, STALE_VERSION, UNKNOWN_FIELD, INVALID
 */
export async function saveDraft(
  act: Act,
  actor: Actor,
  { caseId, seen, values }: { readonly caseId: string; readonly seen: number; readonly values: ContractValues },
): Promise<Facts> {
  const snapshot = await readCase(act.tx, caseId);
  await assertDrafting(act, actor, snapshot);
  const contract = await ensureDraft(act, snapshot);
  if (contract.version !== seen) throw new Refusal('STALE_VERSION', { version: contract.version });
  const template = await templateOf(act.tx, contract);
  assertValues(template, values);
  const kept = withoutBlanks(values);
  const { startsOn, endsOn } = termOf(template, kept);
  const version = seen + 1;
  await act.tx.run(`UPDATE contract SET "values" = $2, starts_on = $3, ends_on = $4, version = $5 WHERE id = $1`, [
    contract.id,
    JSON.stringify(kept),
    startsOn,
    endsOn,
    version,
  ]);
  act.audit({
    action: 'CONTRACT_SAVED',
    caseId,
    subject: `contract:${contract.id}`,
    before: { version: seen, startsOn: contract.startsOn, endsOn: contract.endsOn },
    after: { version, startsOn, endsOn, changed: changedCodes(contract.values, kept) },
  });
  return { contractId: contract.id, number: contract.number, version };
}

async function assertDrafting(act: Act, actor: Actor, snapshot: CaseSnapshot): Promise<void> {
  const open = await act.tx.maybe<{ id: string }>(
    `SELECT id FROM task WHERE case_id = $1 AND form = $2 AND state IN ('OPEN', 'CLAIMED') ORDER BY created_at DESC LIMIT 1`,
    [snapshot.id, CONTRACT_DRAFT],
  );
  if (open === undefined) {
    assertInPhase(snapshot, snapshot.lastSeq);
    throw new Refusal('WRONG_STATE', { state: snapshot.state });
  }
  const task = await readTask(act.tx, open.id, actor.id);
  assertAtWork(task, actor.id);
  act.standInFor(worksFor(task, actor.id));
  const phase = assertInPhase(snapshot, task.phaseSeq);
  if (phase.name !== CONTRACTING) throw new Refusal('WRONG_STATE', { state: snapshot.state });
}

function assertValues(template: ContractTemplate, values: ContractValues): void {
  const { unknown, malformed } = checkValues(template, values);
  if (unknown.length > 0) {
    const keys = unknown.slice(0, 20).map((code) => code.slice(0, 64));
    throw new Refusal('UNKNOWN_FIELD', { issues: [{ path: 'values', code: 'UNKNOWN_FIELD', keys }] });
  }
  if (malformed.length > 0) {
    throw new Refusal('INVALID', {
      issues: malformed.map(({ code, kind }) => ({ path: `values.${code}`, code: 'CUSTOM', rule: kind })),
    });
  }
}

function changedCodes(before: ContractValues, after: ContractValues): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((code) => before[code] !== after[code]);
}
