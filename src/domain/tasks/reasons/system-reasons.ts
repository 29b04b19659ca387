import type { Bilingual } from '../../text.ts';
import { AUTOMATIC_REASONS } from '../automatic-reasons.ts';

/** Every reason the system gives for what it does by itself, deciding or not: nobody else gives one of these codes. */
export const SYSTEM_REASONS = {
  ...AUTOMATIC_REASONS,
  BY_TIME: { zh: '到期事项，由系统按时执行', en: 'Done by the system, because its time had come' },
  OVERDUE: { zh: '任务已逾期，系统自动升级至上级', en: 'Escalated automatically, because the task is overdue' },
  CALENDAR_CHANGED: {
    zh: '工作日历已调整，系统重新计算期限',
    en: 'The deadline was planned again, because the working calendar changed',
  },
  SUBSTITUTION_ENDED: {
    zh: '代理关系已结束，任务由系统收回',
    en: 'Taken back automatically, because the substitution ended',
  },
  HOLDER_DISABLED: {
    zh: '办理人账号已停用，任务由系统收回',
    en: 'Taken back automatically, because the account of its holder was disabled',
  },
  ROLE_ENDED: {
    zh: '办理人角色已终止，任务由系统收回',
    en: 'Taken back automatically, because the role of its holder ended',
  },
  MEMBERSHIP_ENDED: {
    zh: '办理人成员资格已终止，任务由系统收回',
    en: 'Taken back automatically, because the membership of its holder ended',
  },
  HOLDER_GONE: {
    zh: '办理人已不再具备办理资格，任务由系统收回',
    en: 'Taken back automatically, because its holder may hold it no longer',
  },
} as const satisfies Record<string, Bilingual>;

export type SystemReason = keyof typeof SYSTEM_REASONS;

export function isSystemReason(code: string): code is SystemReason {
  return Object.hasOwn(SYSTEM_REASONS, code);
}
