import { filesOf, type AttachmentItem } from '../conversation/attachments/files-of.ts';
import { isAutomaticReason } from '../domain/tasks/automatic-reasons.ts';
import type { Tx } from '../persistence/tx.ts';
import type { CaseSight } from './visibility.ts';

export interface TimelineEvent {
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  /** What it is about: `task:<id>`, `decision:<id>`, `comment:<id>` … */
  readonly subject: string | null;
  /** PERSON | SERVICE | SYSTEM: what the system did by itself is shown as the system's. */
  readonly actorKind: string;
  readonly actor: Named | null;
  /** In whose name the actor acted: a client prints 乙（代甲）. */
  readonly onBehalfOf: Named | null;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  /** Of a decision or a recommendation: what was added to its reason. */
  readonly attachments: readonly AttachmentItem[];
  readonly stage: string | null;
  readonly phase: string | null;
  readonly outcome: string | null;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Row extends Omit<TimelineEvent, 'actor' | 'reason'> {
  actorId: string | null;
  actorName: string | null;
  actorOwn: boolean;
  reason: string | null;
  told: boolean;
  audience: string | null;
}

const READ = `SELECT e.seq, e.at, e.action, e.subject, e.actor_kind AS "actorKind", e.actor_id AS "actorId", a.name AS "actorName",
    CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('id', p.id, 'name', p.name) END AS "onBehalfOf", e.reason_code AS "reasonCode",
    coalesce(d.reason, o.reason, u.note, k.reason) AS reason, coalesce(d.stage_key, e.payload::jsonb -> 'after' ->> 'stage') AS stage, e.payload::jsonb -> 'after' ->> 'phase' AS phase,
    coalesce(d.outcome, e.payload::jsonb -> 'after' ->> 'state') AS outcome,
    CASE WHEN d.id IS NULL AND o.id IS NOT NULL THEN ${filesOf('operation_id', 'o.id')} ELSE ${filesOf('decision_id', 'd.id')} END AS attachments,
    e.payload::jsonb -> 'after' ->> 'audience' AS audience,
    coalesce(d.outcome = 'REJECT' OR d.return_to = 'applicant', k.kind IN ('CANCEL', 'MOVE', 'WAKE'), false) AS told,
    (c.company_id IS NULL AND c.started_by = e.actor_id) OR EXISTS (SELECT FROM company_member m WHERE m.account_id = e.actor_id AND m.company_id = c.company_id) AS "actorOwn"
  FROM audit_entry e JOIN "case" c ON c.id = e.case_id LEFT JOIN account a ON a.id = e.actor_id LEFT JOIN account p ON p.id = e.on_behalf_of
  LEFT JOIN decision d ON d.id = (e.payload::jsonb -> 'after' ->> 'decision')::uuid
  LEFT JOIN urge u ON u.id = (e.payload::jsonb -> 'after' ->> 'urge')::uuid
  LEFT JOIN task_operation o ON o.id = (e.payload::jsonb -> 'after' ->> 'operation')::uuid
  LEFT JOIN case_operation k ON k.id = (e.payload::jsonb -> 'after' ->> 'operation')::uuid
  WHERE e.chain = 'case:' || $1 AND e.seq > $2 AND e.action !~ '^(COMMENT|ATTACHMENT|OPINION)_|^COPY_READ$' ORDER BY e.seq LIMIT $3`;

/** Acts that concern the office only; an applicant's timeline leaves them out. */
const INTERNAL =
  /^(TASK_CLAIM|TASK_RELEASE|TASK_TRANSFER|TASK_HAND_OVER|TASK_ADD_SIGNER|TASK_REMOVE_SIGNER|TASK_DELEGATE|TASK_PRIORITY|TASK_RECALL|TASK_RECOMMEND|DUE_|DUTY_|DEADLINE_|TASK_ESCALATED|NOBODY_FOUND|CONFLICT_|APPROVER_BARRED|NOT_DECIDED_BY_TIME|VERDICT|ROUTE|FILE_READ|UNMASK|SCREEN|MESSAGE_)/;

/**
 * What happened in a case, in order, from its audit chain. The office sees who and why; the applicant sees what was decided, by which stage, and
 * the reasons they were told. What people say beside deciding has a list of its own; of it only questions and their answers are events.
 */
export async function readTimeline(
  sql: Tx,
  caseId: string,
  sight: CaseSight,
  after: number,
  limit: number,
): Promise<{ items: TimelineEvent[]; next: number | null }> {
  const rows = await sql.rows<Row>(READ, [caseId, after, limit + 1]);
  const page = rows.slice(0, limit);
  const next = rows.length > limit ? (page.at(-1)?.seq ?? null) : null;
  const items = sight.office
    ? page.map(forOffice)
    : page.filter(({ action, audience }) => !INTERNAL.test(action) && audience !== 'OFFICE').map(forApplicant);
  return { items, next };
}

function forOffice({
  actorId,
  actorName,
  actorOwn: _own,
  told: _told,
  audience: _audience,
  ...event
}: Row): TimelineEvent {
  return { ...event, actor: actorId === null ? null : { id: actorId, name: actorName ?? '' } };
}

function forApplicant({ actorId, actorName, actorOwn, told, audience: _audience, ...event }: Row): TimelineEvent {
  return {
    ...event,
    actor: actorOwn && actorId !== null ? { id: actorId, name: actorName ?? '' } : null,
    onBehalfOf: actorOwn ? event.onBehalfOf : null,
    reason: told || actorOwn ? event.reason : null,
    attachments: told || actorOwn ? event.attachments : [],
    reasonCode: told || actorOwn || isAutomaticReason(event.reasonCode ?? '') ? event.reasonCode : null,
  };
}
