import type { Act } from '../../acts/act.ts';
import { SUPPLEMENT_KEY, type StageRule } from '../../domain/routes/route.ts';
import { processRules } from '../../policies/process-rules.ts';
import { phaseBySeq, type CaseSnapshot, type PhaseRow } from '../snapshot.ts';
import type { Timing } from '../../domain/time/timetable.ts';
import type { RunKind } from '../../domain/tasks/phase-state.ts';

export const SUPPLEMENT_TITLE = { zh: '补充材料', en: 'Supplement the material' };

export function timingOf(rule: StageRule, kind: RunKind): Timing {
  return {
    due: rule.due,
    startBy: rule.startBy,
    remindBefore: rule.remindBefore,
    atRiskBefore: rule.atRiskBefore,
    remindAfter: rule.remindAfter,
    grace: rule.onOverdue === 'NOTHING' ? undefined : rule.overdueGrace,
    whenDue: kind === 'SUPPLEMENT' ? 'EXPIRE' : 'DUE',
  };
}

/** What the rule of a task says of time, be it a stage's or a supplement's. */
export async function timingOfTask(
  act: Pick<Act, 'tx'>,
  snapshot: CaseSnapshot,
  { kind, stageKey, phaseSeq }: { readonly kind: RunKind; readonly stageKey: string; readonly phaseSeq: number },
): Promise<Timing> {
  if (kind === 'SUPPLEMENT') return timingOf(await supplementRule(act, snapshot), kind);
  const phase = phaseBySeq(snapshot, phaseSeq);
  if (phase === undefined) throw new Error(`Phase ${phaseSeq} of case ${snapshot.id} is missing`);
  return timingOf(ruleOf(snapshot, phase, stageKey), kind);
}

/** What the applicant owes after a return, as a stage: window and reminders come from the process's policy. */
export async function supplementRule(act: Pick<Act, 'tx'>, snapshot: CaseSnapshot): Promise<StageRule> {
  const { process, processVersionId } = snapshot;
  if (processVersionId === null) throw new Error('A submitted case has its process policy pinned');
  const { supplement } = await processRules(act.tx, process, processVersionId);
  return {
    key: SUPPLEMENT_KEY,
    title: SUPPLEMENT_TITLE,
    mode: 'ANY',
    settle: 'AT_ONCE',
    votesOnReturn: 'VOID',
    after: [],
    approvers: owedBy(snapshot),
    outcomes: ['APPROVE'],
    reasonRequired: [],
    returnTo: [],
    onReturn: 'REDO',
    dependsOn: [],
    excludes: [],
    due: supplement.window,
    remindBefore: supplement.remindBefore,
    remindAfter: [],
    onOverdue: 'NOTHING',
    overdueTo: [],
    fallback: [],
    onNobody: 'ADMINISTRATOR',
    copyTo: [],
    onApplicant: 'EXCLUDE',
    onRepeat: 'AGAIN',
    onConflict: 'EXCLUDE',
    priority: 50,
    bulk: false,
    byLink: false,
    offers: [],
    confirm: 'NONE',
    form: 'SUPPLEMENT',
  };
}

/** The company that asked; where staff asked for themselves, whoever did. */
function owedBy({ companyId, startedBy }: CaseSnapshot): StageRule['approvers'] {
  if (companyId === null) return [{ kind: 'PERSON', account: startedBy }];
  return [
    { kind: 'COMPANY', role: 'OWNER' },
    { kind: 'COMPANY', role: 'OPERATOR' },
  ];
}

export function ruleOf(snapshot: CaseSnapshot, phase: Pick<PhaseRow, 'name'>, key: string): StageRule {
  const rule = snapshot.route?.phases[phase.name]?.stages.find((stage) => stage.key === key);
  if (rule === undefined) throw new Error(`The pinned route has no stage ${key} in ${phase.name}`);
  return rule;
}
