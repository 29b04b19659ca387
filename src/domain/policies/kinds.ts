import type { z } from 'zod';
import { AccountsPolicyBody } from '../accounts/policy.ts';
import { PrivacyNoticeBody } from '../accounts/privacy-notice.ts';
import { AdmissionPolicyBody, ChecklistBody } from '../admission/policy.ts';
import { contractTemplateSchema } from '../contracts/template.ts';
import { ConversationPolicyBody } from '../conversation/policy.ts';
import { MessageTableBody } from '../messages/message-table.ts';
import { MessageTemplateBody } from '../messages/message-template.ts';
import { ChannelTypeBody } from '../registry/channel-type.ts';
import { DecisionTableBody } from '../routes/decision-table.ts';
import { RequestPolicyBody } from '../requests/policy.ts';
import { RequestKindBody } from '../requests/kind.ts';
import { RouteBody } from '../routes/route.ts';
import { SubstitutionPolicyBody } from '../substitution/policy.ts';
import { CALENDAR_KEY, calendarOverlaySchema } from '../time/calendar-overlay.ts';
import { TasksPolicyBody } from '../tasks/policy.ts';
import { WebhooksPolicyBody } from '../webhooks/policy.ts';
import { workingCalendarSchema } from '../time/working-calendar.ts';

/** Kinds whose every key has the same shape. */
const SCHEMAS = {
  ROUTE: RouteBody,
  DECISION_TABLE: DecisionTableBody,
  CHECKLIST: ChecklistBody,
  CONTRACT_TEMPLATE: contractTemplateSchema,
  MESSAGE_TEMPLATE: MessageTemplateBody,
  MESSAGE_TABLE: MessageTableBody,
  PRIVACY_NOTICE: PrivacyNoticeBody,
  CHANNEL_TYPE: ChannelTypeBody,
  REQUEST_KIND: RequestKindBody,
} as const;

/** One calendar knows zone and years; what a unit has under its own code lies over it. */
const CALENDAR_SCHEMAS = { CN: workingCalendarSchema, unit: calendarOverlaySchema } as const;

/** PROCESS_POLICY holds the numbers of one process, so its key names the shape. */
const PROCESS_SCHEMAS = {
  ADMISSION: AdmissionPolicyBody,
  ACCOUNTS: AccountsPolicyBody,
  TASKS: TasksPolicyBody,
  SUBSTITUTION: SubstitutionPolicyBody,
  CONVERSATION: ConversationPolicyBody,
  REQUEST: RequestPolicyBody,
  WEBHOOKS: WebhooksPolicyBody,
} as const;

export const POLICY_KINDS = [
  'ROUTE',
  'DECISION_TABLE',
  'PROCESS_POLICY',
  'CHECKLIST',
  'CALENDAR',
  'CONTRACT_TEMPLATE',
  'MESSAGE_TEMPLATE',
  'MESSAGE_TABLE',
  'PRIVACY_NOTICE',
  'CHANNEL_TYPE',
  'REQUEST_KIND',
] as const;
export type PolicyKind = (typeof POLICY_KINDS)[number];

/** Keys of a kind: closed for PROCESS_POLICY, CN or a unit's code for CALENDAR, otherwise whatever the administrators call them. */
export type PolicyKey<Kind extends PolicyKind> = Kind extends 'PROCESS_POLICY' ? keyof typeof PROCESS_SCHEMAS : string;

export type PolicyBody<Kind extends PolicyKind, Key = PolicyKey<Kind>> = Kind extends keyof typeof SCHEMAS
  ? z.infer<(typeof SCHEMAS)[Kind]>
  : Kind extends 'CALENDAR'
    ? z.infer<(typeof CALENDAR_SCHEMAS)[Key extends 'CN' ? 'CN' : 'unit']>
    : Key extends keyof typeof PROCESS_SCHEMAS
      ? z.infer<(typeof PROCESS_SCHEMAS)[Key]>
      : never;

/** Undefined for a process that has no policy. */
export function schemaOf(kind: PolicyKind, key: string): z.ZodType | undefined {
  if (kind === 'CALENDAR') return CALENDAR_SCHEMAS[key === CALENDAR_KEY ? 'CN' : 'unit'];
  if (kind !== 'PROCESS_POLICY') return SCHEMAS[kind];
  return isProcessKey(key) ? PROCESS_SCHEMAS[key] : undefined;
}

function isProcessKey(key: string): key is keyof typeof PROCESS_SCHEMAS {
  return Object.hasOwn(PROCESS_SCHEMAS, key);
}

/** One shape of rules. */
export interface PolicyShape {
  /** Of its JSON Schema: `route`, `admission-policy`, `calendar-overlay`. */
  readonly name: string;
  readonly kind: PolicyKind;
  readonly schema: z.ZodType;
}

/** Every shape that rules may have; a kind whose key names the shape has several. */
export const POLICY_SHAPES: readonly PolicyShape[] = POLICY_KINDS.flatMap((kind): PolicyShape[] => {
  const name = dashed(kind);
  if (kind === 'CALENDAR') {
    return [
      { name, kind, schema: CALENDAR_SCHEMAS.CN },
      { name: `${name}-overlay`, kind, schema: CALENDAR_SCHEMAS.unit },
    ];
  }
  if (kind !== 'PROCESS_POLICY') return [{ name, kind, schema: SCHEMAS[kind] }];
  return Object.entries(PROCESS_SCHEMAS).map(([key, schema]) => ({ name: `${dashed(key)}-policy`, kind, schema }));
});

function dashed(word: string): string {
  return word.toLowerCase().replaceAll('_', '-');
}

/** Where there is one calendar and one privacy notice, this is their key. */
export const DEFAULT_KEY = 'default';
