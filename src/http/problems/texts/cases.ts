import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

/** Cases as a whole, whatever the process. */
export const CASE_PROBLEMS = {
  CASE_NOT_ENDED: {
    status: 409,
    'zh-CN': {
      title: '案件尚未结束',
      detail: '只有已结束的案件可以唤醒，该案件仍在办理中。如需调整阶段，请使用移动。',
    },
    en: {
      title: 'The case has not ended',
      detail: 'Only a case that has ended can be woken; this one is open. To set it back, move it.',
    },
  },
  CASE_IN_FORCE: {
    status: 409,
    'zh-CN': { title: '案件已生效', detail: '该案件的渠道已开通或合同已生效，不能唤醒。请通过变更或退出流程处理。' },
    en: {
      title: 'The case is in force',
      detail:
        'Its channel is live or its contract in force, so it cannot be woken. Changes and exits have processes of their own.',
    },
  },
  PHASE_NOT_POSSIBLE: {
    status: 409,
    'zh-CN': {
      title: '不能到达该阶段',
      detail: '案件只能回到已经历的阶段，不能越过审核与审批。原因见 facts.reasonCode，可选阶段见 facts.possible。',
    },
    en: {
      title: 'Not possible at this phase',
      detail:
        'A case goes back only to phases it was in and never past review and approval. facts.reasonCode says why, facts.possible where it can go.',
    },
  },
  ROUTE_VERSION_NOT_POSSIBLE: {
    status: 409,
    'zh-CN': {
      title: '不能改用该审批流版本',
      detail: '在办案件只能改用同一审批流的、已发布的更新版本，原因见 facts.reasonCode。请选择其他版本。',
    },
    en: {
      title: 'Not to this version of the route',
      detail:
        'A running case moves only to a published, newer version of its own route; facts.reasonCode says why not to this one.',
    },
  },
  TOO_MANY_ITEMS: {
    status: 422,
    'zh-CN': { title: '一次处理的数量过多', detail: '一次最多处理 facts.maximum 项。请分批提交。' },
    en: { title: 'Too many at once', detail: 'At most facts.maximum can be ordered at once. Send them in parts.' },
  },
  NOTHING_TO_DO: {
    status: 422,
    'zh-CN': { title: '没有可执行的内容', detail: '按所选条件没有任何需要处理的项目，未执行。请核对后重新提交。' },
    en: {
      title: 'Nothing to do',
      detail: 'Nothing fits what was chosen, so nothing was ordered. Check it and send it again.',
    },
  },
  IN_TRANSITION: {
    status: 409,
    'zh-CN': { title: '案件正在进入下一阶段', detail: '上一阶段刚刚结束，下一阶段正在开启。请稍候刷新后再操作。' },
    en: {
      title: 'Between two phases',
      detail: 'A phase has just ended and the next is being opened. Refresh in a moment and act then.',
    },
  },
  CASE_CLOSED: {
    status: 409,
    'zh-CN': { title: '案件已结束', detail: '该案件已办结，不能再操作。可在案件时间线查看结果。' },
    en: { title: 'Case closed', detail: 'This case has ended and takes no more acts. Its timeline shows the outcome.' },
  },
  CASE_CLOSING: {
    status: 409,
    'zh-CN': { title: '案件正在结束', detail: '该案件已被撤回或取消，正在办理结束手续，不再接受操作。原因见 facts。' },
    en: {
      title: 'Case closing',
      detail: 'This case was withdrawn or cancelled and is being closed; facts says which. It takes no more acts.',
    },
  },
  TOO_MANY_STREAMS: {
    status: 429,
    'zh-CN': {
      title: '打开的页面过多',
      detail: '同一账号最多在 facts.maximum 处同时接收实时提醒。请关闭不用的页面后重试。',
    },
    en: {
      title: 'Open in too many places',
      detail: 'One account is kept up to date in facts.maximum places at once. Close one that is not needed.',
    },
  },
  WRONG_STATE: {
    status: 409,
    'zh-CN': {
      title: '当前状态不允许此操作',
      detail: '记录的当前状态（见 facts.state）不允许此操作。请刷新后查看可进行的操作。',
    },
    en: {
      title: 'Wrong state',
      detail: 'The present state of the record (facts.state) does not allow this. Refresh it to see what can be done.',
    },
  },
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
