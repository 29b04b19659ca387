import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

/** Who has a task, and whether it is open. */
export const TASK_PROBLEMS = {
  ALREADY_DECIDED: {
    status: 409,
    'zh-CN': { title: '任务已处理', detail: '该任务已有决定，本次操作未生效。请刷新待办列表查看结果。' },
    en: {
      title: 'Already decided',
      detail: 'This task has been decided and your decision was not taken. Refresh your inbox to see the outcome.',
    },
  },
  SUPERSEDED: {
    status: 409,
    'zh-CN': {
      title: '任务已被取代',
      detail: '该环节已因退回等原因重新开启，旧任务不再有效。请处理 facts 中指明的新任务。',
    },
    en: {
      title: 'Superseded',
      detail:
        'This stage was opened anew, for example after a return, and the old task no longer counts. Go on with the one facts names.',
    },
  },
  NOT_HOLDER: {
    status: 403,
    'zh-CN': {
      title: '不是该任务的办理人',
      detail: '您不是该任务的办理人或候选人，不能处理。请由任务所示的办理人处理。',
    },
    en: {
      title: 'Not the holder',
      detail:
        'You are neither the assignee nor a candidate of this task. It has to be done by those whom the task names.',
    },
  },
  ALREADY_CLAIMED: {
    status: 409,
    'zh-CN': { title: '任务已被领取', detail: '该任务已由他人领取。请处理其他任务，或请领取人先释放。' },
    en: {
      title: 'Already claimed',
      detail: 'Somebody else has claimed this task. Take another one, or ask them to release it.',
    },
  },
  NOT_CLAIMED: {
    status: 409,
    'zh-CN': { title: '任务未被领取', detail: '该任务当前无人领取，无需释放。' },
    en: { title: 'Not claimed', detail: 'Nobody has claimed this task, so there is nothing to release.' },
  },
  EXCLUDED: {
    status: 403,
    'zh-CN': {
      title: '因回避不能办理',
      detail: '根据回避规则，您不能处理该任务，原因见 facts.reasonCode。请由其他候选人处理。',
    },
    en: {
      title: 'Excluded',
      detail:
        'You may not act on this task because of a conflict of interest or a separation of duties; facts.reasonCode says which. Another candidate has to act.',
    },
  },
  NOT_YOURS: {
    status: 403,
    'zh-CN': { title: '不是您本人的操作', detail: '只有本人可以撤回或修改自己的操作。' },
    en: { title: 'Not yours', detail: 'Only the person who did this can take it back or change it.' },
  },
  TASK_SUSPENDED: {
    status: 409,
    'zh-CN': { title: '任务已暂停', detail: '案件正在等待申请人补充材料，该任务暂停办理。补充完成后可继续。' },
    en: {
      title: 'Task suspended',
      detail: 'The case is waiting for the applicant to supplement it. The task goes on when that is done.',
    },
  },
  NOT_YOUR_TURN: {
    status: 409,
    'zh-CN': { title: '尚未轮到您', detail: '该环节由多人办理，须待前面的人办理后再由您办理。轮到您时系统会通知。' },
    en: {
      title: 'Not your turn yet',
      detail: 'Several people decide this stage, and others come before you. You will be told when it is your turn.',
    },
  },
  TOO_MANY_FILTERS: {
    status: 409,
    'zh-CN': { title: '保存的筛选过多', detail: '每人最多保存 facts.maximum 个筛选。请先删除不再使用的筛选。' },
    en: {
      title: 'Too many filters',
      detail: 'Nobody saves more than facts.maximum filters. Remove one that is not needed any more.',
    },
  },
  FILTER_NAME_TAKEN: {
    status: 409,
    'zh-CN': { title: '筛选名称已使用', detail: '您已有同名的筛选。请换一个名称，或修改原有的筛选。' },
    en: { title: 'Name taken', detail: 'You have a filter of this name. Choose another name, or change that filter.' },
  },
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
