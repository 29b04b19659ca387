import type { Mode } from '../config.ts';
import { checkAdmissionPolicy } from '../domain/admission/check-admission-policy.ts';
import { checkChecklist } from '../domain/admission/check-checklist.ts';
import { AdmissionPolicyBody, ChecklistBody } from '../domain/admission/policy.ts';
import { checkTemplate as checkContractTemplate } from '../domain/contracts/check-template.ts';
import { contractTemplateSchema } from '../domain/contracts/template.ts';
import { MessageTableBody } from '../domain/messages/message-table.ts';
import { MessageTemplateBody } from '../domain/messages/message-template.ts';
import { durationsIn } from '../domain/policies/durations-in.ts';
import { fault, shapeFaults, type PolicyFault } from '../domain/policies/fault.ts';
import { schemaOf, type PolicyKind } from '../domain/policies/kinds.ts';
import { RequestKindBody } from '../domain/requests/kind.ts';
import { ChannelTypeBody } from '../domain/registry/channel-type.ts';
import { DecisionTableBody } from '../domain/routes/decision-table.ts';
import { RouteBody } from '../domain/routes/route.ts';
import { CALENDAR_KEY, calendarOverlaySchema } from '../domain/time/calendar-overlay.ts';
import { isAllowedUnit } from '../domain/time/duration.ts';
import { workingCalendarSchema } from '../domain/time/working-calendar.ts';
import { checkCalendarPolicy, checkOverlayPolicy } from './checks/check-calendar-policy.ts';
import { checkChannelTypePolicy } from './checks/check-channel-type-policy.ts';
import { checkDecisionTablePolicy } from './checks/check-decision-table-policy.ts';
import { checkTablePolicy, checkTemplatePolicy } from './checks/check-message-policies.ts';
import { checkRequestKindPolicy } from './checks/check-request-kind-policy.ts';
import { checkRoutePolicy } from './checks/check-route-policy.ts';
import type { CheckContext } from './checks/context.ts';

export interface CheckedPolicy {
  readonly faults: readonly PolicyFault[];
  /** As the schema reads it, defaults filled in; undefined when it does not have the shape of its kind. */
  readonly body: unknown;
}

/** Everything that can be said about a rule before it is published; errors forbid it, warnings are for its author. */
export async function checkPolicy(
  context: CheckContext,
  kind: PolicyKind,
  body: unknown,
  mode: Mode,
): Promise<CheckedPolicy> {
  const schema = schemaOf(kind, context.key);
  if (schema === undefined) return { faults: [fault('KEY_UNKNOWN', '', { key: context.key })], body: undefined };
  const parsed = schema.safeParse(body);
  if (!parsed.success) return { faults: shapeFaults(parsed.error), body: undefined };
  const refusedUnits = durationsIn(parsed.data)
    .filter(({ duration }) => !isAllowedUnit(duration.unit, mode))
    .map(({ path, duration }) => fault('DURATION_UNIT_REFUSED', path, { n: duration.n, unit: duration.unit }));
  return { faults: [...refusedUnits, ...(await checkMeaning(context, kind, parsed.data))], body: parsed.data };
}

async function checkMeaning(context: CheckContext, kind: PolicyKind, body: unknown): Promise<PolicyFault[]> {
  switch (kind) {
    case 'ROUTE':
      return checkRoutePolicy(context, RouteBody.parse(body));
    case 'DECISION_TABLE':
      return checkDecisionTablePolicy(context, DecisionTableBody.parse(body));
    case 'PROCESS_POLICY':
      return context.key === 'ADMISSION' ? checkAdmissionPolicy(AdmissionPolicyBody.parse(body)) : [];
    case 'CHECKLIST':
      return checkChecklist(context.key, ChecklistBody.parse(body));
    case 'CALENDAR':
      return context.key === CALENDAR_KEY
        ? checkCalendarPolicy(context, workingCalendarSchema.parse(body))
        : checkOverlayPolicy(context, calendarOverlaySchema.parse(body));
    case 'CONTRACT_TEMPLATE':
      return checkContractTemplate(contractTemplateSchema.parse(body)).map(({ code, at, field }) =>
        fault(code, at, field === undefined ? {} : { field }),
      );
    case 'MESSAGE_TEMPLATE':
      return checkTemplatePolicy(context, MessageTemplateBody.parse(body));
    case 'MESSAGE_TABLE':
      return checkTablePolicy(context, MessageTableBody.parse(body));
    case 'CHANNEL_TYPE':
      return checkChannelTypePolicy(context, ChannelTypeBody.parse(body));
    case 'REQUEST_KIND':
      return checkRequestKindPolicy(context, RequestKindBody.parse(body));
    case 'PRIVACY_NOTICE':
      return [];
  }
}
