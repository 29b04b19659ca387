import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

/** Standing in for somebody 代理. */
export const SUBSTITUTION_PROBLEMS = {
  SUBSTITUTE_NOT_POSSIBLE: {
    status: 409,
    'zh-CN': {
      title: '该人员不能作为代理双方',
      detail: '委托人与代理人须为两名在岗员工，且代理人须是办理案件的人员。具体原因见 facts.reasonCode。',
    },
    en: {
      title: 'Not possible between these people',
      detail:
        'Principal and substitute must be two different active members of staff, and the substitute must decide cases. facts.reasonCode says what is missing.',
    },
  },
  SUBSTITUTION_PERIOD: {
    status: 422,
    'zh-CN': {
      title: '代理期限不符合要求',
      detail: '代理不能从过去开始，结束须晚于开始，且不得超过规定的最长期限。具体原因见 facts.reasonCode。',
    },
    en: {
      title: 'Period not acceptable',
      detail:
        'A substitution cannot begin in the past, must end after it begins, and may last no longer than the policy allows. facts.reasonCode says which.',
    },
  },
  SUBSTITUTION_OVERLAPS: {
    status: 409,
    'zh-CN': {
      title: '已有相同范围的代理',
      detail: '委托人在该期限内对相同范围已有代理，见 facts.substitutionId。请先撤销原代理，或缩小范围、调整期限。',
    },
    en: {
      title: 'Already substituted',
      detail:
        'The principal already has a substitution for the same cases in that time, see facts.substitutionId. Revoke it first, or choose another scope or period.',
    },
  },
  SUBSTITUTION_CYCLE: {
    status: 409,
    'zh-CN': {
      title: '代理形成循环',
      detail:
        '按此设置，委托人的任务会经代理链回到其本人，facts.people 依次列出相关人员。请另选代理人，或错开期限、范围。',
    },
    en: {
      title: 'Substitutions go in a circle',
      detail:
        'With this the tasks of the principal would come back to them over the people in facts.people. Choose another substitute, period or scope.',
    },
  },
  PROCESS_UNKNOWN: {
    status: 422,
    'zh-CN': { title: '流程不存在', detail: '没有已发布的审批流属于 facts.processes 中的流程。请选择现有流程。' },
    en: {
      title: 'No such process',
      detail: 'No published route belongs to the processes in facts.processes. Choose among those there are.',
    },
  },
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
