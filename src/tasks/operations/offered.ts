import { Refusal } from '../../domain/refusal.ts';
import { isOwedByCompany } from '../../domain/routes/approvers/rules-for.ts';
import type { StageOperation, StageRule } from '../../domain/routes/route.ts';
import type { HeldTask } from '../people/holding.ts';

/** @throws Refusal OPERATION_NOT_OFFERED */
export function assertStageOffers({ key, offers }: StageRule, operation: StageOperation): void {
  if (!offers.includes(operation)) {
    throw new Refusal('OPERATION_NOT_OFFERED', { operation, stage: key, offered: offers });
  }
}

/** What an outsider owes, and what is signed, is done by their own people and by nobody beside them. */
export function isPersonalDuty({ approvers, outcomes }: StageRule): boolean {
  return isOwedByCompany(approvers) || outcomes.includes('SIGN');
}

/**
 * Others may be asked to help with a task of this stage.
 * @throws Refusal OPERATION_NOT_POSSIBLE, OPERATION_NOT_OFFERED
 */
export function assertMayAsk({ stageKind }: HeldTask, rule: StageRule, operation: StageOperation): void {
  if (stageKind === 'SUPPLEMENT' || isPersonalDuty(rule)) throw new Refusal('OPERATION_NOT_POSSIBLE', { operation });
  assertStageOffers(rule, operation);
}
