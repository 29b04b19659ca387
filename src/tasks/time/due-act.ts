import type { ActKind } from '../../domain/time/timetable.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import type { StageRun } from '../../domain/tasks/phase-state.ts';
import { ruleOf } from '../runs/rules.ts';
import type { CaseSnapshot, PhaseRow } from '../snapshot.ts';

/** Something that is due, of one task. */
export interface DueRow {
  readonly id: string;
  readonly kind: ActKind;
  readonly stageId: string;
  readonly taskId: string;
  readonly at: Date;
}

export function runOf(
  snapshot: CaseSnapshot,
  { stageId }: Pick<DueRow, 'stageId'>,
): { phase: PhaseRow; run: StageRun } {
  for (const phase of snapshot.phases) {
    const run = phase.runs.find(({ id }) => id === stageId);
    if (run !== undefined) return { phase, run };
  }
  throw new Error(`Stage ${stageId} is in no phase that is still looked at`);
}

/** The rule of a stage people decide in; a supplement, which an applicant owes, has none of its own. */
export function dueRule(snapshot: CaseSnapshot, due: Pick<DueRow, 'stageId'>): StageRule {
  const { phase, run } = runOf(snapshot, due);
  return ruleOf(snapshot, phase, run.key);
}
