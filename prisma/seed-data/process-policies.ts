import type { z } from 'zod';
import type { AccountsPolicyBody } from '../../src/domain/accounts/policy.ts';
import type { AdmissionPolicyBody } from '../../src/domain/admission/policy.ts';
import type { TasksPolicyBody } from '../../src/domain/tasks/policy.ts';
import type { SubstitutionPolicyBody } from '../../src/domain/substitution/policy.ts';
import type { WebhooksPolicyBody } from '../../src/domain/webhooks/policy.ts';
import type { ConversationPolicyBody } from '../../src/domain/conversation/policy.ts';
import type { RequestPolicyBody } from '../../src/domain/requests/policy.ts';
import { defaultPasswordPolicy } from '../../src/domain/identity/default-password-policy.ts';

const MEBIBYTE = 1024 * 1024;

/** Product §2.1; a regulation that names no number leaves it to this row. */
export const admissionPolicy: z.input<typeof AdmissionPolicyBody> = {
  supplement: {
    window: { n: 10, unit: 'WORKING_DAY' },
    remindBefore: [
      { n: 5, unit: 'WORKING_DAY' },
      { n: 1, unit: 'WORKING_DAY' },
    ],
  },
  reapply: {
    after: { n: 6, unit: 'MONTH' },
    atOnceReasons: ['MATERIAL_MISSING', 'CREDIT_CODE_INVALID', 'DUPLICATE_APPLICATION', 'BY_TIME_REJECTED'],
  },
  objection: {
    window: { n: 15, unit: 'WORKING_DAY' },
    contact: {
      zh: '清源省分公司合规部，电话 0000-10000000，邮箱 objection@example.com',
      en: 'Compliance Department, Qingyuan Province, phone 0000-10000000, objection@example.com',
    },
  },
  refusalReasons: [
    { code: 'MATERIAL_MISSING', label: { zh: '材料不齐全', en: 'Material is missing' } },
    { code: 'MATERIAL_UNTRUE', label: { zh: '材料不真实', en: 'Material is not true' } },
    { code: 'NOT_QUALIFIED', label: { zh: '不符合准入资质', en: 'The qualification is not met' } },
    { code: 'PREMISES_UNSUITABLE', label: { zh: '经营场地不符合要求', en: 'The premises are not suitable' } },
    { code: 'BAD_CREDIT', label: { zh: '信用状况不符合要求', en: 'The credit standing is not sufficient' } },
    { code: 'BLACKLISTED', label: { zh: '列入黑名单', en: 'On the blacklist' } },
    { code: 'CREDIT_CODE_INVALID', label: { zh: '统一社会信用代码有误', en: 'The credit code is not valid' } },
    {
      code: 'DUPLICATE_APPLICATION',
      label: { zh: '同一地点已有在办申请', en: 'Another application for the site is open' },
    },
    { code: 'AREA_COVERED', label: { zh: '该区域渠道布局已饱和', en: 'The area is covered already' } },
    { code: 'OTHER', label: { zh: '其他原因', en: 'Another reason' } },
  ],
  uploads: {
    maxBytes: 20 * MEBIBYTE,
    maxFilesPerItem: 10,
    types: ['application/pdf', 'image/jpeg', 'image/png'],
  },
  screening: {
    passGrades: ['A', 'B', 'C'],
    risk: {
      byCreditGrade: { A: 'LOW', B: 'LOW', C: 'MEDIUM', D: 'HIGH' },
      creditUnknown: 'MEDIUM',
      affiliateHit: 'HIGH',
      depositWaived: 'HIGH',
    },
  },
};

export const accountsPolicy: AccountsPolicyBody = {
  password: defaultPasswordPolicy,
  lockout: { attempts: 5, length: { n: 15, unit: 'MINUTE' } },
  session: { length: { n: 8, unit: 'HOUR' } },
  links: {
    VERIFY_EMAIL: { n: 24, unit: 'HOUR' },
    RESET_PASSWORD: { n: 1, unit: 'HOUR' },
    INVITE: { n: 7, unit: 'DAY' },
  },
  limits: { logInsPerMinute: 20, registrationsPerMinute: 10, linksPerHour: 5 },
};

export const tasksPolicy: TasksPolicyBody = {
  bulk: { maxItems: 200 },
  inbox: { savedFilters: 30, streams: 6 },
  links: { longest: { n: 7, unit: 'DAY' }, perMinute: 20, keepDays: 30 },
  personal: { mostRules: 20, digestHour: 8, digestTasks: 10 },
};

/** A long illness is renewed after half a year; a task that travelled further than twice would be found by nobody. */
export const substitutionPolicy: SubstitutionPolicyBody = { longest: { n: 183, unit: 'DAY' }, mostLinks: 3 };
/** Half a working day between two urges of one person: long enough for somebody to act on the first. */
export const conversationPolicy: ConversationPolicyBody = {
  everywhere: {
    comments: { applicantsWrite: true },
    attachments: {
      maxBytes: 20 * MEBIBYTE,
      maxFiles: 10,
      maxPending: 50,
      types: ['application/pdf', 'image/jpeg', 'image/png'],
    },
    urges: { every: { n: 240, unit: 'WORKING_MINUTE' } },
    drafts: { keepDays: 30 },
  },
  processes: {},
};

/** A week between two reminders of a rule; two months to renew a paper, and a month, and a week. */
export const requestPolicy: RequestPolicyBody = {
  uploads: {
    maxBytes: 20 * MEBIBYTE,
    maxFiles: 30,
    types: ['application/pdf', 'image/jpeg', 'image/png'],
  },
  publications: { remindEvery: { n: 5, unit: 'WORKING_DAY' }, mostReminders: 4 },
  proofs: { remindDaysBefore: [60, 30, 7] },
};

/** Pauses of 10 s, 20 s, 40 s … up to an hour: a receiver that is away for a night misses nothing. */
export const webhooksPolicy: WebhooksPolicyBody = {
  timeoutSeconds: 10,
  attempts: 18,
  firstPauseSeconds: 10,
  longestPauseSeconds: 3600,
  deadInARow: 5,
  keepDays: 30,
};
