import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

/** What a supervisor confirms. */
export const CONFIRMATION_PROBLEMS = {
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
