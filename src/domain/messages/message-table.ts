import { z } from 'zod';
import { EVENTS, PARTIES, isEventName, type EventName, type Party } from './events.ts';

/** By which way a notice travels. */
export const WAYS = ['IN_APP', 'EMAIL'] as const;
export type Way = (typeof WAYS)[number];

const rule = z.strictObject({
  to: z.enum(PARTIES),
  /** Key of a MESSAGE_TEMPLATE. */
  template: z.string().min(1),
  channels: z.array(z.enum(WAYS)).min(1),
  /** Whether people may switch it off. Outcomes cannot be muted, reminders can (architecture §4). */
  mutable: z.boolean(),
});

/** Policy kind MESSAGE_TABLE, key = process: which events are told to whom, with which template, by which way (NTF-06). */
export const MessageTableBody = z.strictObject({
  process: z.string().min(1),
  events: z.record(z.string(), z.array(rule)),
});
export type MessageTableBody = z.infer<typeof MessageTableBody>;

/** Nobody may be left without these (ADM-06): the outcome of what a person asked for, and links only a mail can carry. */
const NEVER_MUTED: readonly EventName[] = [
  'RETURNED_FOR_SUPPLEMENT',
  'APPLICATION_EXPIRED',
  'APPLICATION_REJECTED',
  'APPLICATION_APPROVED',
  'CONTRACT_TO_SIGN',
  'CHANNEL_ACTIVE',
  'CASE_MOVED',
  'CASE_WOKEN',
  'CASE_CANCELED',
  'REQUEST_DONE',
  'REQUEST_REJECTED',
  'REQUEST_EXPIRED',
  'RULE_PUBLISHED',
  'VERIFY_EMAIL',
  'RESET_PASSWORD',
  'STAFF_INVITED',
  'MEMBER_INVITED',
];

export interface MessageTableFault {
  readonly code: 'KEY_DIFFERS' | 'EVENT_UNKNOWN' | 'MUST_NOT_BE_MUTABLE' | 'DUPLICATE_RULE';
  readonly path: string;
}

/** What the shape alone cannot say. `key` is the key of the policy. */
export function checkMessageTable(key: string, table: MessageTableBody): MessageTableFault[] {
  const faults: MessageTableFault[] = [];
  if (table.process !== key) faults.push({ code: 'KEY_DIFFERS', path: 'process' });
  for (const [event, rules] of Object.entries(table.events)) {
    if (!isEventName(event)) {
      faults.push({ code: 'EVENT_UNKNOWN', path: `events.${event}` });
      continue;
    }
    const parties = rules.map(({ to }) => to);
    for (const [index, { to, mutable }] of rules.entries()) {
      const path = `events.${event}.${index}`;
      if (mutable && isOwed(event, to)) faults.push({ code: 'MUST_NOT_BE_MUTABLE', path });
      if (parties.indexOf(to) < index) faults.push({ code: 'DUPLICATE_RULE', path });
    }
  }
  return faults;
}

/** Staff who are told as well may do without. */
function isOwed(event: EventName, to: Party): boolean {
  return (to === 'APPLICANT' || to === 'SELF') && NEVER_MUTED.includes(event);
}

/** Names a template for this event may use: its values in the reader's language, and what every message has. */
export function variablesOfEvent(event: EventName): string[] {
  const own = Object.keys(EVENTS[event].shape).map((name) => name.replace(/(?:Zh|En)$/, ''));
  return [...new Set([...own, ...COMMON_VARIABLES, ...(event === 'TASK_OPENED' ? [DECISION_LINK] : [])])];
}

/** Where the reader of a mail decides the task at once; null where the route, or the way it travels, does not offer that. */
export const DECISION_LINK = 'decisionLink';

/** `recipient` is the person's name, `product` ours, `link` leads to the task, the case or the one-time page. */
export const COMMON_VARIABLES = ['recipient', 'product', 'link'] as const;
