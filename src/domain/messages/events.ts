import { z } from 'zod';

const instant = z.iso.datetime();
const bilingual = z.strictObject({ zh: z.string(), en: z.string() });

/** `titleZh` and `titleEn` name company and channel type, as the case's title does. */
const aboutCase = { caseId: z.uuid(), caseNumber: z.string(), titleZh: z.string(), titleEn: z.string() };
const aboutTask = { ...aboutCase, taskId: z.uuid(), stageTitleZh: z.string(), stageTitleEn: z.string() };
const aboutPhase = { phaseTitleZh: z.string(), phaseTitleEn: z.string() };
const withDue = { dueAt: instant.nullable() };
/** Who said it; null where that stays inside the office. */
const spoken = { byName: z.string().nullable() };
const withLink = { tokenId: z.uuid(), expiresAt: instant };

/** What a case's people hear about, and the exact values each sender gives. Instants are ISO texts in UTC. */
const CASE_EVENTS = {
  APPLICATION_SUBMITTED: z.strictObject(aboutCase),
  SCREENING_MANUAL: z.strictObject(aboutCase),
  TASK_OPENED: z.strictObject({ ...aboutTask, ...withDue }),
  TASK_REMINDER: z.strictObject({ ...aboutTask, ...withDue }),
  SIGNER_ADDED: z.strictObject({ ...aboutTask, ...withDue, ...spoken }),
  SIGNER_REMOVED: z.strictObject(aboutTask),
  TASK_PRIORITY_SET: z.strictObject({ ...aboutTask, priority: z.number().int() }),
  TASK_DELEGATED: z.strictObject({ ...aboutTask, ...withDue, ...spoken }),
  DELEGATION_RECALLED: z.strictObject(aboutTask),
  RECOMMENDATION_RECEIVED: z.strictObject({ ...aboutTask, ...withDue, ...spoken }),
  TASK_AT_RISK: z.strictObject({ ...aboutTask, ...withDue }),
  TASK_OVERDUE: z.strictObject({ ...aboutTask, ...withDue }),
  TASK_ESCALATED: z.strictObject({ ...aboutTask, ...withDue }),
  TASK_DEADLINE_MOVED: z.strictObject({ ...aboutTask, ...withDue, formerDueAt: instant.nullable() }),
  CONFIRMATION_ASKED: z.strictObject(aboutTask),
  DUTY_CONFIRMED: z.strictObject({ ...aboutTask, ...spoken, note: z.string().nullable() }),
  DUTY_NOT_ACCEPTED: z.strictObject({ ...aboutTask, ...spoken, note: z.string().nullable() }),
  /** The system did with the task what nobody did in time. */
  TASK_ENDED_BY_TIME: z.strictObject({ ...aboutTask, ...withDue, ground: bilingual }),
  RETURNED_FOR_SUPPLEMENT: z.strictObject({
    ...aboutTask,
    ...withDue,
    /** The proofs to mend. */
    items: z
      .array(z.strictObject({ titleZh: z.string(), titleEn: z.string(), remark: z.string().nullable() }))
      .default([]),
    reason: z.string().nullable().default(null),
  }),
  SUPPLEMENT_REMINDER: z.strictObject({ ...aboutTask, ...withDue }),
  SUPPLEMENT_RECEIVED: z.strictObject({ ...aboutTask, ...withDue }),
  APPLICATION_EXPIRED: z.strictObject({ ...aboutCase, reapplyFrom: instant.nullable() }),
  APPLICATION_REJECTED: z.strictObject({
    ...aboutCase,
    /** Label of the reason code, then what the decider wrote. */
    reasons: z.array(bilingual),
    reapplyFrom: instant.nullable(),
    objectionUntil: instant.nullable(),
    contactZh: z.string(),
    contactEn: z.string(),
  }),
  /** `automatic`: nobody decided in time, and the system approved. */
  APPLICATION_APPROVED: z.strictObject({ ...aboutCase, automatic: z.boolean().default(false) }),
  APPLICATION_WITHDRAWN: z.strictObject(aboutCase),
  CONTRACT_TO_SIGN: z.strictObject({ ...aboutTask, ...withDue, contractNumber: z.string() }),
  CONTRACT_SIGNED: z.strictObject({ ...aboutCase, contractNumber: z.string() }),
  CHANNEL_ACTIVE: z.strictObject({ ...aboutCase, channelCode: z.string() }),
  CASE_MOVED: z.strictObject({ ...aboutCase, ...aboutPhase, reason: z.string().nullable() }),
  CASE_WOKEN: z.strictObject({ ...aboutCase, ...aboutPhase, reason: z.string().nullable() }),
  /** `lastDay`: the day on which the proof is valid for the last time, as `YYYY-MM-DD`. */
  PROOF_EXPIRING: z.strictObject({
    ...aboutCase,
    proofTitleZh: z.string(),
    proofTitleEn: z.string(),
    lastDay: z.iso.date(),
  }),
  CASE_CANCELED: z.strictObject({ ...aboutCase, reason: z.string().nullable() }),
  COMMENT_ADDED: z.strictObject({ ...aboutCase, ...spoken }),
  COMMENT_FOR_YOU: z.strictObject({ ...aboutCase, ...spoken }),
  QUESTION_ASKED: z.strictObject({ ...aboutCase, ...spoken }),
  QUESTION_ANSWERED: z.strictObject({ ...aboutCase, ...spoken }),
  CASE_COPIED: z.strictObject({ ...aboutCase, ...spoken }),
  TASK_URGED: z.strictObject({ ...aboutTask, ...withDue, ...spoken, note: z.string().nullable() }),
} as const;

/** What whoever asked hears about their request, of whatever kind. */
const REQUEST_EVENTS = {
  REQUEST_SUBMITTED: z.strictObject(aboutCase),
  /** `outcome`: what was chosen in the form, where the kind has outcomes; `reason`: what the last decider wrote. */
  REQUEST_DONE: z.strictObject({ ...aboutCase, outcome: bilingual.nullable(), reason: z.string().nullable() }),
  REQUEST_REJECTED: z.strictObject({ ...aboutCase, reasons: z.array(bilingual) }),
  REQUEST_EXPIRED: z.strictObject(aboutCase),
  REQUEST_WITHDRAWN: z.strictObject(aboutCase),
} as const;

const aboutRule = { publicationId: z.uuid(), ruleTitle: z.string(), ruleVersion: z.int(), acknowledge: z.boolean() };

/** What the audience of a rule or notice hears (NTF-04, NTF-05). */
const PUBLICATION_EVENTS = {
  RULE_PUBLISHED: z.strictObject(aboutRule),
  RULE_REMINDER: z.strictObject(aboutRule),
} as const;

const aboutSubstitution = {
  substitutionId: z.uuid(),
  principalName: z.string(),
  substituteName: z.string(),
  fromAt: instant,
  untilAt: instant,
};

/** What principal and substitute hear about a substitution. */
const SUBSTITUTION_EVENTS = {
  SUBSTITUTION_MADE: z.strictObject(aboutSubstitution),
  SUBSTITUTION_BEGUN: z.strictObject(aboutSubstitution),
  SUBSTITUTION_REVOKED: z.strictObject(aboutSubstitution),
} as const;

const amount = z.int().min(0);

/** What waits for somebody, once a day for those who want it. Numbers stop at 1000. */
const DIGEST_EVENTS = {
  DAILY_DIGEST: z.strictObject({
    day: z.iso.date(),
    mine: amount,
    pools: amount,
    overdue: amount,
    atRisk: amount,
    questions: amount,
    copies: amount,
    /** The most urgent ones. */
    tasks: z.array(
      z.strictObject({
        caseNumber: z.string(),
        titleZh: z.string(),
        titleEn: z.string(),
        stageTitleZh: z.string(),
        stageTitleEn: z.string(),
        ...withDue,
      }),
    ),
  }),
} as const;

/** What whoever ordered a batch hears when it is over: of how many items, and what became of them. */
const BATCH_EVENTS = {
  BATCH_ENDED: z.strictObject({
    batchId: z.uuid(),
    batchKind: z.string(),
    total: amount,
    succeeded: amount,
    refused: amount,
    failed: amount,
    canceled: amount,
  }),
} as const;

/** What the owner of an account hears about it. `tokenId` names the row of the link's token, never the token. */
const ACCOUNT_EVENTS = {
  VERIFY_EMAIL: z.strictObject(withLink),
  RESET_PASSWORD: z.strictObject(withLink),
  STAFF_INVITED: z.strictObject(withLink),
  MEMBER_INVITED: z.strictObject({ ...withLink, companyName: z.string() }),
  MEMBER_ADDED: z.strictObject({ companyName: z.string() }),
  ALREADY_REGISTERED: z.strictObject({}),
  CONFLICT_RECORDED: z.strictObject({}),
} as const;

/** What administrators hear about the installation. */
const INSTALLATION_EVENTS = {
  WEBHOOK_PAUSED: z.strictObject({ webhookId: z.uuid(), webhookName: z.string(), failures: z.int() }),
} as const;

export const EVENTS = {
  ...CASE_EVENTS,
  ...REQUEST_EVENTS,
  ...PUBLICATION_EVENTS,
  ...SUBSTITUTION_EVENTS,
  ...DIGEST_EVENTS,
  ...BATCH_EVENTS,
  ...ACCOUNT_EVENTS,
  ...INSTALLATION_EVENTS,
} as const;

export type EventName = keyof typeof EVENTS;
export type EventParams<Event extends EventName> = z.input<(typeof EVENTS)[Event]>;

/** For whom a notice's accounts stand. A sender names one, a message table answers to it. */
export const PARTIES = [
  'APPLICANT',
  'CANDIDATES',
  'ASSIGNEE',
  'SUPERVISOR',
  'STARTER',
  'DECIDERS',
  'CHANNEL_MANAGER',
  'MENTIONED',
  'ASKED',
  'ASKER',
  'COPIED',
  'SELF',
] as const;
export type Party = (typeof PARTIES)[number];

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(EVENTS, name);
}
