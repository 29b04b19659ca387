import type { EventName, Party } from '../../src/domain/messages/events.ts';
import type { MessageTableBody } from '../../src/domain/messages/message-table.ts';

type Rule = MessageTableBody['events'][string][number];
type Table = { readonly process: string; readonly events: Readonly<Partial<Record<EventName, readonly Rule[]>>> };

/** In-app and by mail; cannot be muted. */
const told = (to: Party, template: EventName): Rule => ({
  to,
  template,
  channels: ['IN_APP', 'EMAIL'],
  mutable: false,
});

/** As `told`, but a person may switch it off. */
const reminded = (to: Party, template: EventName): Rule => ({ ...told(to, template), mutable: true });

const byMailOnly = (template: EventName): Rule => ({ to: 'SELF', template, channels: ['EMAIL'], mutable: false });

/** By the product alone: whoever has eighty tasks is not to have eighty mails. */
const inTheProduct = (to: Party, template: EventName): Rule => ({
  ...told(to, template),
  channels: ['IN_APP'],
  mutable: true,
});

/** What people do beside deciding is told alike in every process. */
const conversation: Table['events'] = {
  COMMENT_ADDED: [reminded('APPLICANT', 'COMMENT_ADDED'), inTheProduct('CANDIDATES', 'COMMENT_ADDED')],
  COMMENT_FOR_YOU: [reminded('MENTIONED', 'COMMENT_FOR_YOU')],
  QUESTION_ASKED: [reminded('ASKED', 'QUESTION_ASKED')],
  QUESTION_ANSWERED: [reminded('ASKER', 'QUESTION_ANSWERED')],
  CASE_COPIED: [reminded('COPIED', 'CASE_COPIED')],
  TASK_URGED: [reminded('CANDIDATES', 'TASK_URGED'), reminded('APPLICANT', 'TASK_URGED')],
};

/** What every process tells alike of its tasks and cases. */
const work: Table['events'] = {
  TASK_OPENED: [reminded('CANDIDATES', 'TASK_OPENED'), reminded('ASSIGNEE', 'TASK_OPENED')],
  TASK_REMINDER: [
    reminded('CANDIDATES', 'TASK_REMINDER'),
    reminded('ASSIGNEE', 'TASK_REMINDER'),
    reminded('APPLICANT', 'TASK_REMINDER'),
  ],
  SIGNER_ADDED: [reminded('CANDIDATES', 'SIGNER_ADDED')],
  SIGNER_REMOVED: [inTheProduct('CANDIDATES', 'SIGNER_REMOVED')],
  TASK_PRIORITY_SET: [inTheProduct('CANDIDATES', 'TASK_PRIORITY_SET')],
  TASK_DELEGATED: [reminded('ASKED', 'TASK_DELEGATED')],
  DELEGATION_RECALLED: [inTheProduct('ASKED', 'DELEGATION_RECALLED')],
  RECOMMENDATION_RECEIVED: [reminded('ASKER', 'RECOMMENDATION_RECEIVED')],
  TASK_AT_RISK: [reminded('SUPERVISOR', 'TASK_AT_RISK')],
  TASK_OVERDUE: [
    told('CANDIDATES', 'TASK_OVERDUE'),
    told('ASSIGNEE', 'TASK_OVERDUE'),
    told('SUPERVISOR', 'TASK_OVERDUE'),
  ],
  TASK_ESCALATED: [told('SUPERVISOR', 'TASK_ESCALATED')],
  TASK_DEADLINE_MOVED: [told('CANDIDATES', 'TASK_DEADLINE_MOVED'), told('APPLICANT', 'TASK_DEADLINE_MOVED')],
  TASK_ENDED_BY_TIME: [told('CANDIDATES', 'TASK_ENDED_BY_TIME'), told('SUPERVISOR', 'TASK_ENDED_BY_TIME')],
  CONFIRMATION_ASKED: [reminded('SUPERVISOR', 'CONFIRMATION_ASKED')],
  DUTY_CONFIRMED: [inTheProduct('DECIDERS', 'DUTY_CONFIRMED')],
  DUTY_NOT_ACCEPTED: [told('DECIDERS', 'DUTY_NOT_ACCEPTED')],
  RETURNED_FOR_SUPPLEMENT: [told('APPLICANT', 'RETURNED_FOR_SUPPLEMENT')],
  SUPPLEMENT_REMINDER: [told('APPLICANT', 'SUPPLEMENT_REMINDER')],
  SUPPLEMENT_RECEIVED: [
    reminded('CANDIDATES', 'SUPPLEMENT_RECEIVED'),
    reminded('ASSIGNEE', 'SUPPLEMENT_RECEIVED'),
    reminded('DECIDERS', 'SUPPLEMENT_RECEIVED'),
  ],
  CASE_MOVED: [told('APPLICANT', 'CASE_MOVED'), reminded('CANDIDATES', 'CASE_MOVED')],
  CASE_WOKEN: [told('APPLICANT', 'CASE_WOKEN')],
  CASE_CANCELED: [told('APPLICANT', 'CASE_CANCELED'), reminded('CANDIDATES', 'CASE_CANCELED')],
};

const admission: Table = {
  process: 'ADMISSION',
  events: {
    APPLICATION_SUBMITTED: [told('APPLICANT', 'APPLICATION_SUBMITTED')],
    SCREENING_MANUAL: [reminded('APPLICANT', 'SCREENING_MANUAL')],
    APPLICATION_EXPIRED: [told('APPLICANT', 'APPLICATION_EXPIRED')],
    APPLICATION_REJECTED: [told('APPLICANT', 'APPLICATION_REJECTED')],
    APPLICATION_APPROVED: [told('APPLICANT', 'APPLICATION_APPROVED')],
    APPLICATION_WITHDRAWN: [
      told('APPLICANT', 'APPLICATION_WITHDRAWN'),
      reminded('CANDIDATES', 'APPLICATION_WITHDRAWN'),
      reminded('DECIDERS', 'APPLICATION_WITHDRAWN'),
    ],
    CONTRACT_TO_SIGN: [told('APPLICANT', 'CONTRACT_TO_SIGN'), told('CANDIDATES', 'CONTRACT_TO_SIGN')],
    CONTRACT_SIGNED: [told('APPLICANT', 'CONTRACT_SIGNED'), reminded('DECIDERS', 'CONTRACT_SIGNED')],
    PROOF_EXPIRING: [reminded('APPLICANT', 'PROOF_EXPIRING'), reminded('CHANNEL_MANAGER', 'PROOF_EXPIRING')],
    CHANNEL_ACTIVE: [told('APPLICANT', 'CHANNEL_ACTIVE'), reminded('CHANNEL_MANAGER', 'CHANNEL_ACTIVE')],
    ...work,
    ...conversation,
  },
};

const request: Table = {
  process: 'REQUEST',
  events: {
    REQUEST_SUBMITTED: [reminded('APPLICANT', 'REQUEST_SUBMITTED')],
    REQUEST_DONE: [told('APPLICANT', 'REQUEST_DONE')],
    REQUEST_REJECTED: [told('APPLICANT', 'REQUEST_REJECTED')],
    REQUEST_EXPIRED: [told('APPLICANT', 'REQUEST_EXPIRED')],
    REQUEST_WITHDRAWN: [
      told('APPLICANT', 'REQUEST_WITHDRAWN'),
      reminded('CANDIDATES', 'REQUEST_WITHDRAWN'),
      reminded('DECIDERS', 'REQUEST_WITHDRAWN'),
    ],
    RULE_PUBLISHED: [told('SELF', 'RULE_PUBLISHED')],
    RULE_REMINDER: [told('SELF', 'RULE_REMINDER')],
    ...work,
    ...conversation,
  },
};

/** Links go by mail alone: whoever cannot log in reads nothing in the product. */
const accounts: Table = {
  process: 'ACCOUNTS',
  events: {
    VERIFY_EMAIL: [byMailOnly('VERIFY_EMAIL')],
    RESET_PASSWORD: [byMailOnly('RESET_PASSWORD')],
    STAFF_INVITED: [byMailOnly('STAFF_INVITED')],
    MEMBER_INVITED: [byMailOnly('MEMBER_INVITED')],
    MEMBER_ADDED: [told('SELF', 'MEMBER_ADDED')],
    ALREADY_REGISTERED: [byMailOnly('ALREADY_REGISTERED')],
    CONFLICT_RECORDED: [told('SELF', 'CONFLICT_RECORDED')],
  },
};

/** Whoever is away, and whoever does their work, both know of it. */
const substitution: Table = {
  process: 'SUBSTITUTION',
  events: {
    SUBSTITUTION_MADE: [told('SELF', 'SUBSTITUTION_MADE')],
    SUBSTITUTION_BEGUN: [told('SELF', 'SUBSTITUTION_BEGUN')],
    SUBSTITUTION_REVOKED: [told('SELF', 'SUBSTITUTION_REVOKED')],
  },
};

/** By mail alone, and only for those who ordered it: in the product the lists themselves say it. */
const digest: Table = { process: 'DIGEST', events: { DAILY_DIGEST: [byMailOnly('DAILY_DIGEST')] } };

const webhooks: Table = {
  process: 'WEBHOOKS',
  events: { WEBHOOK_PAUSED: [told('SELF', 'WEBHOOK_PAUSED')] },
};

/** In the product alone: whoever decides in bulk all day is not to have a mail for each. */
const batches: Table = { process: 'BATCHES', events: { BATCH_ENDED: [inTheProduct('SELF', 'BATCH_ENDED')] } };

export const messageTables: readonly Table[] = [admission, request, accounts, substitution, digest, webhooks, batches];
