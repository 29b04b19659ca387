import { everyRule } from './approvers/rules-for.ts';
import type { StageRule } from './route.ts';

export interface CopyFault {
  readonly code: 'COPY_NOT_POSSIBLE' | 'STAGE_NOT_EARLIER';
  readonly names: string;
}

/** A copy goes to staff whom nobody has to choose; a stage it refers to is decided by the time this one ends. */
export function checkCopies({ key, copyTo }: StageRule, earlier: readonly StageRule[]): CopyFault[] {
  const decided = new Set([key, ...earlier.map((stage) => stage.key)]);
  return everyRule(copyTo).flatMap((rule): CopyFault[] => {
    switch (rule.kind) {
      case 'COMPANY':
      case 'CHOSEN_AT':
      case 'CHOSEN_BY_APPLICANT':
        return [{ code: 'COPY_NOT_POSSIBLE', names: rule.kind }];
      case 'DECIDER':
        return decided.has(rule.stage) ? [] : [{ code: 'STAGE_NOT_EARLIER', names: rule.stage }];
      case 'SUPERIOR':
        return rule.ofStage === undefined || decided.has(rule.ofStage)
          ? []
          : [{ code: 'STAGE_NOT_EARLIER', names: rule.ofStage }];
      default:
        return [];
    }
  });
}
