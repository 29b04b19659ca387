import { EVENTS, type EventName, type EventParams, type Party } from '../domain/messages/events.ts';
import { TOPIC_OF } from '../domain/personal/notice-topics.ts';
import type { Way } from '../domain/messages/message-table.ts';
import type { Tx } from '../persistence/tx.ts';

/**
 * Something people have to hear about. Which templates and channels answer to (process, event, group) says the process's
 * message table, a policy; an event the table does not name is told to nobody.
 */
export type Notice = { [Event in EventName]: NoticeOf<Event> }[EventName];

interface NoticeOf<Event extends EventName> {
  readonly process: string;
  readonly event: Event;
  /** Whom these accounts stand for in the message table. */
  readonly group: Party;
  readonly accountIds: readonly string[];
  /** What makes this notice this one, together with event, account and channel: `task:<id>`, `due:<id>` … */
  readonly ref: string;
  readonly caseId?: string | undefined;
  /** Of the ways the message table knows for it only these; all of them where nothing is said. */
  readonly ways?: readonly Way[] | undefined;
  /** Values for the template. They stay in PostgreSQL. */
  readonly params: EventParams<Event>;
}

/** Whether the person has said that they do without a notice `n` that travels by `way`. */
const MUTED = `EXISTS (SELECT FROM work_settings s CROSS JOIN LATERAL jsonb_to_recordset(s.muted) AS q(topic text, process text, ways jsonb)
  WHERE s.account_id = a.id AND q.topic = n.topic AND (q.process IS NULL OR q.process = n.process) AND q.ways ? way)`;

/**
 * One row per notice, person and channel; a repeated key adds nothing, and what a person may and does mute is not written. Part of the act's transaction.
 */
export function enqueueNotices(tx: Tx, notices: readonly Notice[], now: Date): void {
  const wanted = notices.flatMap((notice) => {
    const params = EVENTS[notice.event].parse(notice.params);
    return [...new Set(notice.accountIds)].map((accountId) => ({
      process: notice.process,
      event: notice.event,
      topic: TOPIC_OF[notice.event],
      party: notice.group,
      account_id: accountId,
      ref: notice.ref,
      case_id: notice.caseId ?? null,
      ways: notice.ways ?? null,
      params,
    }));
  });
  if (wanted.length === 0) return;
  tx.send(
    `INSERT INTO message (dedupe_key, channel, account_id, locale, template, template_version_id, params, case_id, mutable, state, next_try_at, created_at)
     SELECT n.event || ':' || n.ref || ':' || n.account_id || ':' || way, way, a.id, a.locale, rule ->> 'template', template.id, n.params, n.case_id,
            coalesce((rule ->> 'mutable')::boolean, false), CASE way WHEN 'EMAIL' THEN 'PENDING' ELSE 'READY' END, $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS n(process text, event text, topic text, party text, account_id uuid, ref text, case_id uuid, ways text[], params jsonb)
     JOIN account a ON a.id = n.account_id AND a.state <> 'DISABLED'
     CROSS JOIN LATERAL (
       SELECT body FROM policy_version WHERE kind = 'MESSAGE_TABLE' AND key = n.process AND state = 'PUBLISHED' AND valid_from <= $2
       ORDER BY version DESC LIMIT 1) AS message_table
     CROSS JOIN LATERAL jsonb_array_elements(message_table.body -> 'events' -> n.event) AS rule
     CROSS JOIN LATERAL jsonb_array_elements_text(rule -> 'channels') AS way
     CROSS JOIN LATERAL (
       SELECT id FROM policy_version WHERE kind = 'MESSAGE_TEMPLATE' AND key = rule ->> 'template' AND state = 'PUBLISHED' AND valid_from <= $2
       ORDER BY version DESC LIMIT 1) AS template
     WHERE rule ->> 'to' = n.party AND (n.ways IS NULL OR way = ANY (n.ways)) AND (way <> 'EMAIL' OR a.email IS NOT NULL)
       AND NOT (coalesce((rule ->> 'mutable')::boolean, false) AND ${MUTED})
     ON CONFLICT (dedupe_key) DO NOTHING`,
    [JSON.stringify(wanted), now],
  );
}
