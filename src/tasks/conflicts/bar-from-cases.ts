import type { Act } from '../../acts/act.ts';
import type { Tx } from '../../persistence/tx.ts';
import { isLive } from '../../domain/tasks/phase-state.ts';
import { applyEffects } from '../runs/apply-effects.ts';
import { ruleOf } from '../runs/rules.ts';
import { tellEnding } from '../runs/tell-ending.ts';
import { phaseBySeq, readCase } from '../snapshot.ts';
import { barFromStage } from './bar-from-stage.ts';

/** What a declaration is about. */
export type ConflictSubject = { readonly companyId: string } | { readonly caseId: string };

/**
 * Locks the cases that the declaration touches, in the order of their ids, and then the company: a case submitted meanwhile waits, and opens its
 * stages by what is declared then. Gives the cases.
 * @throws 55P03, which passes by itself, when a case of the company is taken while it is being begun
 */
export async function lockConcerned(tx: Tx, subject: ConflictSubject): Promise<string[]> {
  if ('caseId' in subject) return [subject.caseId];
  const lock = (wait: '' | 'NOWAIT') =>
    tx.rows<{ id: string }>(
      `SELECT id FROM "case" WHERE company_id = $1 AND closed_at IS NULL ORDER BY id FOR NO KEY UPDATE ${wait}`,
      [subject.companyId],
    );
  await lock('');
  await tx.rows('SELECT FROM company WHERE id = $1 FOR NO KEY UPDATE', [subject.companyId]);
  // Whoever waits now for the company holds a case of it: behind that one nobody may wait in turn.
  return (await lock('NOWAIT')).map(({ id }) => id);
}

/** Takes the person out of every live stage of a case, one after the other, each as the one before has left the case. */
export async function barFromCase(act: Act, caseId: string, accountId: string): Promise<void> {
  const first = await readCase(act.tx, caseId);
  if (first.closing !== null || first.closedAt !== null) return;
  const live = first.phases.flatMap(({ seq, state, runs }) =>
    state === 'OPEN' ? runs.filter((run) => isLive(run) && run.kind === 'APPROVAL').map(({ id }) => ({ seq, id })) : [],
  );
  for (const { seq, id } of live) {
    const snapshot = await readCase(act.tx, caseId);
    const phase = phaseBySeq(snapshot, seq);
    const run = phase?.runs.find((one) => one.id === id);
    if (phase?.state !== 'OPEN' || run === undefined || !isLive(run)) continue;
    const rule = ruleOf(snapshot, phase, run.key);
    const { goesOn, effects } = await barFromStage(act, { snapshot, phase, run, rule, accountId });
    const cause = { decisionId: null, taskId: null, accountId: null, bySystem: false, neverRefused: true };
    const { ended, isEndedBySystem } = await applyEffects(act, snapshot, phase, effects, cause);
    if (ended !== undefined && !isEndedBySystem) await tellEnding(act, snapshot, phase, ended.outcome);
    act.audit({
      action: 'APPROVER_BARRED',
      caseId,
      subject: `stage:${id}`,
      reasonCode: 'CONFLICT_OF_INTEREST',
      after: { stage: run.key, account: accountId, goesOn },
      bySystem: true,
    });
  }
}
