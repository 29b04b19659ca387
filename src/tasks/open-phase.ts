import type { Pool } from 'pg';
import type { Act } from '../acts/act.ts';
import { openPhase as planPhase } from '../domain/tasks/open-phase.ts';
import type { PhaseContext } from '../domain/tasks/phase-state.ts';
import { applyEffects } from './apply-effects.ts';
import type { PhaseReport } from './phase-report.ts';
import { rulesOf, type CaseSnapshot, type PhaseRow } from './snapshot.ts';
import { systemStep, type StepInput } from './system-step.ts';

export interface OpenPhaseInput extends StepInput {
  readonly name: string;
  /** A phase that begins with a system step opens its human stages only when that step asks for them. */
  readonly human: boolean;
}

/** Opens a phase once per (case, generation, seq), at the stage where an earlier return or taking back says it begins. */
export function openPhase(pool: Pool, input: OpenPhaseInput): Promise<PhaseReport> {
  return systemStep(pool, input, 'system', async (act, snapshot) => {
    const open = snapshot.closing === null && snapshot.closedAt === null;
    if (!open || snapshot.phases.some((phase) => phase.seq === input.seq)) return;
    const phase = await insertPhase(act, snapshot, input);
    act.audit({ action: 'PHASE_OPENED', caseId: snapshot.id, after: { phase: input.name, seq: input.seq } });
    if (input.human) await openStages(act, snapshot, phase);
  });
}

/** Opens the human stages of a phase that is already there. */
export async function openStages(act: Act, snapshot: CaseSnapshot, phase: PhaseRow): Promise<void> {
  const { kept, effects } = planPhase(rulesOf(snapshot, phase.name), phase.context);
  if (kept.length > 0) {
    await act.tx.run(`UPDATE phase SET context = context || $3::jsonb WHERE case_id = $1 AND seq = $2`, [
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

async function insertPhase(act: Act, snapshot: CaseSnapshot, { seq, name }: OpenPhaseInput): Promise<PhaseRow> {
  const context = entryOf(snapshot, name);
  await act.tx.run(
    `WITH opened AS (
       INSERT INTO phase (case_id, seq, generation, name, state, context, opened_at) VALUES ($1, $2, $3, $4, 'OPEN', $5, $6))
     UPDATE "case" SET last_seq = $2, state = $4, version = version + 1 WHERE id = $1`,
    [snapshot.id, seq, snapshot.generation, name, JSON.stringify(context), act.now],
  );
  return { seq, name, state: 'OPEN', outcome: null, context, runs: [] };
}

/**
 * Where the phase begins. The phase just over may point into it (a return, a decision taken back); or this phase itself was left by
 * a return "straight back", and then only the returning stage runs again.
 */
function entryOf({ phases }: CaseSnapshot, name: string): PhaseContext {
  const last = phases.at(-1);
  if (last === undefined) return {};
  const { target, by, resume } = last.context;
  if (last.outcome === 'TAKEN_BACK' || last.outcome === `RETURN_TO_${name}`) {
    return {
      ...(target === undefined ? {} : { target }),
      ...(by === undefined ? {} : { by }),
      ...(resume === undefined ? {} : { resume }),
    };
  }
  const own = phases.findLast((phase) => phase.name === name);
  const straightBack = own?.outcome?.startsWith('RETURN_TO_') === true && own.context.resume === 'BACK';
  return straightBack && own.context.returning !== undefined ? { target: own.context.returning } : {};
}
