import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

/** What a supervisor may do. */
export const SUPERVISING_PROBLEMS = {
  NOT_SUPERVISOR: {
    status: 403,
    'zh-CN': { title: '您不是该任务的督办人', detail: '只有该任务的督办人或所辖单位的管理员可以调整。' },
    en: {
      title: 'Not the supervisor',
      detail: 'Only the supervisor of the task, or an administrator of a unit it lies under, may change this.',
    },
  },
  NO_TEAM: {
    status: 403,
    'zh-CN': { title: '您没有下属团队', detail: '您不是任何单位的负责人，也没有督办中的任务，因此没有团队列表。' },
    en: {
      title: 'No team',
      detail: 'You head no unit and supervise no open task, so there is no list of a team for you.',
    },
  },
  DEADLINE_NOT_LATER: {
    status: 409,
    'zh-CN': { title: '新期限须晚于原期限', detail: '期限只能延后：新期限须晚于当前时间和原期限（见 dueAt）。' },
    en: {
      title: 'Not a later deadline',
      detail: 'A deadline is only put off: the new one must be later than now and than the present one, see dueAt.',
    },
  },
  NOTHING_TO_CONFIRM: {
    status: 409,
    'zh-CN': {
      title: '没有需要督办确认的事项',
      detail: '该环节无需督办确认、尚未办结，或者已撤回、退回重办。重办完成后会再次请督办人确认。',
    },
    en: {
      title: 'Nothing to confirm',
      detail:
        'The stage is not to be confirmed, is not over yet, or was taken back or gone through again. When it is over anew its supervisor is asked anew.',
    },
  },
  ALREADY_CONFIRMED: {
    status: 409,
    'zh-CN': { title: '已督办确认', detail: '该环节的办理情况已经确认，本次操作未生效。' },
    en: { title: 'Already confirmed', detail: 'This duty has been confirmed; nothing was changed.' },
  },
  OWN_WORK: {
    status: 403,
    'zh-CN': { title: '不能确认自己办理的事项', detail: '您或您的代理人在该环节作出过决定，须由另一位督办人确认。' },
    en: {
      title: 'Your own work',
      detail: 'You, or somebody in your name, decided in this stage. Another supervisor has to confirm it.',
    },
  },
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
