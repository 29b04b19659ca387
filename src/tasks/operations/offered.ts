import { Refusal } from '../../domain/refusal.ts';
import { isOwedByCompany } from '../../domain/routes/approvers/rules-for.ts';
import type { StageOperation, StageRule } from '../../domain/routes/route.ts';
import type { HeldTask } from '../people/holding.ts';
import { ruleOf } from '../runs/rules.ts';
import type { CaseSnapshot, PhaseRow } from '../snapshot.ts';

/** @throws Refusal OPERATION_NOT_OFFERED */
export function assertStageOffers({ key, offers }: StageRule, operation: StageOperation): void {
  if (!offers.includes(operation)) {
    throw new Refusal('OPERATION_NOT_OFFERED', { operation, stage: key, offered: offers });
  }
}

/** What an outsider owes, and what is signed, is done by their own people and by nobody beside them. */
function isPersonalDuty({ approvers, outcomes }: StageRule): boolean {
  return isOwedByCompany(approvers) || outcomes.includes('SIGN');
}

/**
 * The rule of a stage in which others may be asked to help with this task.
 * @throws Refusal OPERATION_NOT_POSSIBLE, OPERATION_NOT_OFFERED
 */
export function ruleForAsking(
  snapshot: CaseSnapshot,
  phase: PhaseRow,
  { stageKind, stageKey }: HeldTask,
  operation: StageOperation,
): StageRule {
  if (stageKind === 'SUPPLEMENT') throw new Refusal('OPERATION_NOT_POSSIBLE', { operation });
  const rule = ruleOf(snapshot, phase, stageKey);
  if (isPersonalDuty(rule)) throw new Refusal('OPERATION_NOT_POSSIBLE', { operation });
  assertStageOffers(rule, operation);
  return rule;
}
