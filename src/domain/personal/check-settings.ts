import { isEventName } from '../messages/events.ts';
import type { MessageTableBody } from '../messages/message-table.ts';
import { Refusal } from '../refusal.ts';
import { KEPT_TOPICS, NOTICE_TOPICS, TOPIC_OF, type NoticeTopic } from './notice-topics.ts';
import type { Mute, WorkSettings } from './work-settings.ts';

/**
 * Of the topics that people may do without at all, those of which some notice of these tables is one that people may switch off. What a single
 * notice of such a topic still demands of its reader, its own rule in the table says.
 */
export function mutableTopics(tables: readonly MessageTableBody[]): NoticeTopic[] {
  const found = new Set(
    tables
      .flatMap(({ events }) => Object.entries(events))
      .flatMap(([event, rules]) =>
        isEventName(event) && rules.some(({ mutable }) => mutable) ? [TOPIC_OF[event]] : [],
      ),
  );
  return NOTICE_TOPICS.filter((topic) => found.has(topic) && !KEPT_TOPICS.includes(topic));
}

/**
 * What is asked of a person reaches them in the product, always. Its mails they may leave to the digest, as long as they take one.
 * @throws Refusal NOT_MUTABLE with the topics, TOO_MANY_RULES, PROCESS_UNKNOWN
 */
export function assertSettings(
  { muted, first, digestHour }: WorkSettings,
  tables: readonly MessageTableBody[],
  mostRules: number,
): void {
  if (Math.max(muted.length, first.length) > mostRules) throw new Refusal('TOO_MANY_RULES', { most: mostRules });
  const named = [...muted, ...first].flatMap((rule) => (rule.process === null ? [] : [rule.process]));
  const unknown = [...new Set(named)].filter((name) => !tables.some(({ process }) => process === name));
  if (unknown.length > 0) throw new Refusal('PROCESS_UNKNOWN', { processes: unknown });
  const kept = muted.filter((mute) => !isMutable(mute, tables, digestHour !== null));
  if (kept.length > 0) throw new Refusal('NOT_MUTABLE', { topics: [...new Set(kept.map(({ topic }) => topic))] });
}

function isMutable({ topic, process, ways }: Mute, tables: readonly MessageTableBody[], takesDigest: boolean): boolean {
  if (topic === 'DUTIES') return takesDigest && ways.every((way) => way === 'EMAIL');
  return mutableTopics(tables.filter((table) => process === null || table.process === process)).includes(topic);
}
