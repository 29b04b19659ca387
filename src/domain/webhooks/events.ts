/** What is told to the outside, in the words receivers branch on. One closed list: it only grows. */
export const WEBHOOK_EVENTS = [
  'task.opened',
  'task.claimed',
  'task.released',
  'task.decided',
  'task.supplemented',
  'task.transferred',
  'task.delegated',
  'task.recalled',
  'task.recommended',
  'task.signer_added',
  'task.signer_removed',
  'task.escalated',
  'task.ended',
  'task.suspended',
  'task.resumed',
  'task.overdue',
  'task.redated',
  'decision.taken_back',
  'case.submitted',
  'case.phase',
  'case.closing',
  'case.moved',
  'case.route_moved',
  'case.woken',
  'case.closed',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** What of an act's record is an event outside, by the action of its audit entry. */
const OF_ACTION: Readonly<Record<string, WebhookEvent>> = {
  TASK_CLAIM: 'task.claimed',
  TASK_RELEASE: 'task.released',
  TASK_RELEASED_BY_SYSTEM: 'task.released',
  TASK_APPROVE: 'task.decided',
  TASK_REJECT: 'task.decided',
  TASK_RETURN: 'task.decided',
  TASK_SIGN: 'task.decided',
  SUPPLEMENTED: 'task.supplemented',
  TASK_TRANSFER: 'task.transferred',
  TASK_HAND_OVER: 'task.transferred',
  TASK_DELEGATE: 'task.delegated',
  TASK_RECALL: 'task.recalled',
  TASK_RECOMMEND: 'task.recommended',
  TASK_ADD_SIGNER: 'task.signer_added',
  TASK_REMOVE_SIGNER: 'task.signer_removed',
  TASK_ESCALATED: 'task.escalated',
  DECISION_TAKEN_BACK: 'decision.taken_back',
  APPLICATION_SUBMITTED: 'case.submitted',
  REQUEST_SUBMITTED: 'case.submitted',
  PHASE_OPENED: 'case.phase',
  CASE_WITHDRAWN: 'case.closing',
  CASE_CANCELED: 'case.closing',
  CASE_MOVED: 'case.moved',
  ROUTE_MOVED: 'case.route_moved',
  CASE_WOKEN: 'case.woken',
  CASE_CLOSED: 'case.closed',
};

/** The one kind of event whose action says its outcome. */
const DECIDED = 'task.decided';

/** An entry of the record, as far as it may leave the house. */
export interface Recorded {
  readonly action: string;
  readonly reasonCode?: string | undefined;
  readonly caseId?: string | undefined;
  readonly subject?: string | undefined;
  readonly after?: Readonly<Record<string, unknown>> | undefined;
  readonly actor: { readonly kind: string };
}

/** Ids, codes and instants; who did it, and in what words, is read from the product by those who may. */
export interface Happening {
  readonly event: WebhookEvent;
  readonly caseId: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

/** Undefined for what is nobody's business outside. */
export function happeningOf({ action, reasonCode, caseId, subject, after, actor }: Recorded): Happening | undefined {
  const event = Object.hasOwn(OF_ACTION, action) ? OF_ACTION[action] : undefined;
  if (event === undefined || caseId === undefined) return undefined;
  const data: Record<string, string | number | boolean> = { ...idOf(subject) };
  for (const name of TOLD) {
    const value = after?.[name];
    if (typeof value === 'string' || typeof value === 'number') data[name] = value;
  }
  if (event === DECIDED) data['outcome'] = action.slice('TASK_'.length);
  if (reasonCode !== undefined) data['reasonCode'] = reasonCode;
  data['bySystem'] = actor.kind === 'SYSTEM';
  return { event, caseId, data };
}

/** Of what an entry says afterwards, these are codes and numbers in every action of the list. */
const TOLD = ['stage', 'returnTo', 'stageOutcome', 'phase', 'phaseOutcome', 'seq', 'state', 'closing'] as const;

/** `task:<id>` names the task, `decision:<id>` the decision. */
function idOf(subject: string | undefined): Record<string, string> {
  const [kind, id] = subject?.split(':') ?? [];
  if (id === undefined) return {};
  if (kind === 'task') return { taskId: id };
  return kind === 'decision' ? { decisionId: id } : {};
}
