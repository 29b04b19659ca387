import type { Pool } from 'pg';
import type { Act } from '../../acts/act.ts';
import { enterPhase } from '../../domain/tasks/enter-phase.ts';
import { openPhase as planPhase } from '../../domain/tasks/open-phase.ts';
import { applyEffects } from '../runs/apply-effects.ts';
import type { PhaseReport } from './phase-report.ts';
import { ownPhases, rulesOf, type CaseSnapshot, type PhaseRow } from '../snapshot.ts';
import { systemStep, type StepInput } from './system-step.ts';

export interface OpenPhaseInput extends StepInput {
  readonly name: string;
  /** A phase that begins with a system step opens its human stages only when that step asks for them. */
  readonly human: boolean;
}

/** What a process has ready when one of its phases opens, in the same transaction. */
export type Opening = (act: Act, snapshot: CaseSnapshot) => Promise<unknown>;

/** Opens a phase once per (case, generation, seq), at the stage where an earlier return or taking back says it begins. */
export function openPhase(pool: Pool, input: OpenPhaseInput, opening?: Opening): Promise<PhaseReport> {
  return systemStep(pool, input, 'system', async (act, snapshot) => {
    const open = snapshot.closing === null && snapshot.closedAt === null;
    if (!open || snapshot.phases.some((phase) => phase.seq === input.seq)) return;
    const phase = insertPhase(act, snapshot, input);
    act.audit({ action: 'PHASE_OPENED', caseId: snapshot.id, after: { phase: input.name, seq: input.seq } });
    await Promise.all([opening?.(act, snapshot), input.human ? openStages(act, snapshot, phase) : undefined]);
  });
}

/** Opens the human stages of a phase that is already there. */
export async function openStages(act: Act, snapshot: CaseSnapshot, phase: PhaseRow): Promise<void> {
  const { kept, effects } = planPhase(rulesOf(snapshot, phase.name), phase.context);
  if (kept.length > 0) {
    act.tx.send(`UPDATE phase SET context = context || $3::jsonb WHERE case_id = $1 AND seq = $2`, [
      snapshot.id,
      phase.seq,
      JSON.stringify({ kept }),
    ]);
  }
  await applyEffects(act, snapshot, phase, effects, {
    decisionId: null,
    taskId: null,
    accountId: null,
    bySystem: true,
  });
}

function insertPhase(act: Act, snapshot: CaseSnapshot, { seq, name }: OpenPhaseInput): PhaseRow {
  const context = enterPhase(ownPhases(snapshot), name);
  act.tx.send(
    `WITH opened AS (
       INSERT INTO phase (case_id, seq, generation, name, state, context, opened_at) VALUES ($1, $2, $3, $4, 'OPEN', $5, $6))
     UPDATE "case" SET last_seq = $2, state = $4, version = version + 1 WHERE id = $1`,
    [snapshot.id, seq, snapshot.generation, name, JSON.stringify(context), act.now],
  );
  return { seq, generation: snapshot.generation, name, state: 'OPEN', outcome: null, context, runs: [] };
}
