import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

/** What people do in a case beside deciding: comments, questions, copies, urges. */
export const CONVERSATION_PROBLEMS = {
  AUDIENCE_NOT_POSSIBLE: {
    status: 422,
    'zh-CN': {
      title: '不能向该范围发表',
      detail: '您不能在所选范围内发表内容；回复的可见范围与所回复的内容相同。可选范围见 facts.offered。',
    },
    en: {
      title: 'Not to this audience',
      detail:
        'You cannot speak to the audience you chose, and a reply is heard by those who hear what it replies to. See facts.offered.',
    },
  },
  PERSON_NOT_POSSIBLE: {
    status: 409,
    'zh-CN': {
      title: '不能选择该人员',
      detail: '所选人员须在用，且有权看到您所写的内容，也不能是您本人。人员和原因见 facts。',
    },
    en: {
      title: 'This person cannot be chosen',
      detail:
        'Whoever you name must have an active account, must be allowed to see what you write, and cannot be yourself. See facts for whom and why.',
    },
  },
  NOT_ASKED: {
    status: 403,
    'zh-CN': { title: '不是向您提出的问题', detail: '只有被问的人可以答复。您可以改为发表评论。' },
    en: {
      title: 'You were not asked',
      detail: 'Only the person who was asked answers. You may write a comment instead.',
    },
  },
  ALREADY_ANSWERED: {
    status: 409,
    'zh-CN': { title: '问题已答复', detail: '该问题已有答复。如需更正，请先撤回原答复。' },
    en: {
      title: 'Already answered',
      detail: 'This question has its answer. To correct it, take the answer back first.',
    },
  },
  COMMENT_WITHDRAWN: {
    status: 409,
    'zh-CN': { title: '内容已撤回', detail: '该内容已由作者撤回，不能再回复或答复。' },
    en: { title: 'Taken back', detail: 'Its author took this back, so there is nothing left to answer.' },
  },
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
