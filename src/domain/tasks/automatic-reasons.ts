import type { Bilingual } from '../text.ts';

/** Why the system decided or moved something by itself, in words for whoever it concerns. People cannot give these reasons. */
export const AUTOMATIC_REASONS = {
  SAME_APPROVER: {
    zh: '该审批人已在前面环节通过，系统自动通过',
    en: 'Approved automatically, because the same approver approved an earlier stage',
  },
  APPLICANT_SKIPPED: {
    zh: '审批人即申请人本人，系统自动跳过',
    en: 'Skipped automatically, because the only approver was the applicant',
  },
  NOBODY_PASS: {
    zh: '没有可办理的审批人，系统按流程规定自动通过',
    en: 'Approved automatically as the route says, because there was nobody to decide',
  },
  NOBODY_REJECT: {
    zh: '没有可办理的审批人，系统按流程规定自动驳回',
    en: 'Refused automatically as the route says, because there was nobody to decide',
  },
  BY_TIME_APPROVED: {
    zh: '无人在期限内办理，系统自动通过',
    en: 'Approved automatically, because nobody decided in time',
  },
  BY_TIME_REJECTED: {
    zh: '无人在期限内办理，系统自动驳回',
    en: 'Refused automatically, because nobody decided in time',
  },
  BY_TIME_TRANSFERRED: {
    zh: '无人在期限内办理，系统自动转交他人办理',
    en: 'Handed to somebody else automatically, because nobody decided in time',
  },
} as const satisfies Record<string, Bilingual>;
/** The system's words where nobody gave one in time: what follows from them is as final as what follows from a person's. */
export const WORDS_BY_TIME = ['BY_TIME_APPROVED', 'BY_TIME_REJECTED'] as const satisfies readonly AutomaticReason[];

export type AutomaticReason = keyof typeof AUTOMATIC_REASONS;

export function isAutomaticReason(code: string): code is AutomaticReason {
  return Object.hasOwn(AUTOMATIC_REASONS, code);
}
