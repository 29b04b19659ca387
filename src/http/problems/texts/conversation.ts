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
  NOT_INVOLVED: {
    status: 403,
    'zh-CN': {
      title: '您未参与该案件的办理',
      detail: '只有申请方、发起人、督办人和参与过办理的人员可以催办。您可以发表评论。',
    },
    en: {
      title: 'You have no part in this case',
      detail:
        'Only the applicant, whoever started or supervises it, and those who took part in deciding it may urge. You may write a comment.',
    },
  },
  NOTHING_TO_URGE: {
    status: 409,
    'zh-CN': {
      title: '没有可催办的任务',
      detail: '当前没有他人正在办理的任务，或者所选任务应由您本人办理。具体原因见 reasonCode。',
    },
    en: {
      title: 'Nothing to urge',
      detail: 'Nobody else has a task of this case open, or what you chose is yours to do. See reasonCode.',
    },
  },
  URGED_RECENTLY: {
    status: 429,
    'zh-CN': { title: '刚刚催办过', detail: '您在该案件中刚刚催办过，请在 facts.until 之后再催办。' },
    en: {
      title: 'Urged a short while ago',
      detail: 'You urged in this case a short while ago. You may do so again from facts.until on.',
    },
  },
  WAY_NOT_OFFERED: {
    status: 422,
    'zh-CN': { title: '不支持的通知方式', detail: '所选通知方式未开通。可选方式见 facts.offered。' },
    en: { title: 'Not by this way', detail: 'Notices of this kind do not go that way. See facts.offered.' },
  },
  COPY_READ: {
    status: 409,
    'zh-CN': { title: '抄送已被阅读', detail: '对方已经阅读，抄送不能再收回。' },
    en: { title: 'Already read', detail: 'The person you copied in has read it, so it cannot be taken back.' },
  },
  ATTACHMENT_UNKNOWN: {
    status: 422,
    'zh-CN': {
      title: '附件不可用',
      detail: '所选附件不存在、已被使用，或不是您在本案件中上传的（见 facts.fileIds）。请重新上传。',
    },
    en: {
      title: 'Unknown attachment',
      detail:
        'A file you name is not there, is used already, or was not uploaded by you to this case (see facts.fileIds). Upload it again.',
    },
  },
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
