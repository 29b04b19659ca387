import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

/** What people set for their own work. */
export const PERSONAL_PROBLEMS = {
  NOT_MUTABLE: {
    status: 422,
    'zh-CN': {
      title: '该类通知不能关闭',
      detail:
        '结果、逾期和账号通知不能关闭；需要您办理的通知在系统内始终保留，只有订阅了每日摘要后才可以不单独发邮件。不能关闭的类别见 facts.topics。',
    },
    en: {
      title: 'Not to be muted',
      detail:
        'Outcomes, overdue tasks and notices about your account always reach you. What is asked of you stays in the product; only its mails may be left to a daily digest. See facts.topics.',
    },
  },
  TOO_MANY_RULES: {
    status: 422,
    'zh-CN': { title: '规则过多', detail: '个人规则的数量超过上限 facts.most。请删除或合并部分规则。' },
    en: { title: 'Too many rules', detail: 'You may set facts.most rules of each kind. Remove or join some.' },
  },
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
