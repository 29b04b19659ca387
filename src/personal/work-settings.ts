import type { Act } from '../acts/act.ts';
import { assertSettings, mutableTopics } from '../domain/personal/check-settings.ts';
import type { MessageTableBody } from '../domain/messages/message-table.ts';
import { KEPT_TOPICS, type NoticeTopic } from '../domain/personal/notice-topics.ts';
import type { FirstRule, Mute, WorkSettings } from '../domain/personal/work-settings.ts';
import type { Facts } from '../domain/refusal.ts';
import { unitOfAccount } from '../organisation/unit-of-account.ts';
import type { Tx } from '../persistence/tx.ts';
import { currentPolicy, policyById } from '../policies/current.ts';

const NOTHING_SET: WorkSettings = { muted: [], first: [], digestHour: null };

interface Row {
  muted: Mute[];
  first: FirstRule[];
  digestHour: number | null;
}

export async function readWorkSettings(sql: Tx, accountId: string): Promise<WorkSettings> {
  const row = await sql.maybe<Row>(
    'SELECT muted, first, digest_hour AS "digestHour" FROM work_settings WHERE account_id = $1',
    [accountId],
  );
  return row ?? NOTHING_SET;
}

/** Which topics of notices may be muted as the rules stand, and which by nobody. */
export async function readMutableTopics(
  sql: Tx,
  now: Date,
): Promise<{ mutable: NoticeTopic[]; kept: readonly NoticeTopic[] }> {
  return { mutable: mutableTopics(await messageTables(sql, now)), kept: KEPT_TOPICS };
}

/**
 * Replaces all that the person has set. A digest whose hour is over begins tomorrow, and there is one a day whatever is changed.
 * @throws Refusal NOT_MUTABLE, TOO_MANY_RULES, PROCESS_UNKNOWN
 */
export async function saveWorkSettings(act: Act, accountId: string, settings: WorkSettings): Promise<Facts> {
  const { tx, now } = act;
  const { personal } = (await currentPolicy(tx, 'PROCESS_POLICY', 'TASKS', now)).body;
  assertSettings(settings, await messageTables(tx, now), personal?.mostRules ?? 0);
  const { muted, first, digestHour } = settings;
  await tx.run(
    `INSERT INTO work_settings AS s (account_id, muted, first, digest_hour, digested_on, updated_at)
     VALUES ($1, $2, $3, $4, CASE WHEN $4 <= ${HOUR_IN_CHINA} THEN ${DAY_IN_CHINA} END, $5)
     ON CONFLICT (account_id) DO UPDATE SET muted = excluded.muted, first = excluded.first, digest_hour = excluded.digest_hour,
       digested_on = greatest(s.digested_on, excluded.digested_on), updated_at = excluded.updated_at`,
    [accountId, JSON.stringify(muted), JSON.stringify(first), digestHour, now],
  );
  act.audit({
    action: 'WORK_SETTINGS_SAVED',
    unitId: await unitOfAccount(tx, accountId),
    subject: `account:${accountId}`,
    after: { muted: muted.map(({ topic }) => topic), first: first.length, digestHour },
  });
  return { muted: muted.length, first: first.length, digestHour };
}

const HOUR_IN_CHINA = `extract(hour FROM $5::timestamptz AT TIME ZONE 'Asia/Shanghai')::int`;
const DAY_IN_CHINA = `($5::timestamptz AT TIME ZONE 'Asia/Shanghai')::date`;

/** The newest valid one of every process. */
async function messageTables(sql: Tx, now: Date): Promise<MessageTableBody[]> {
  const rows = await sql.rows<{ id: string }>(
    `SELECT DISTINCT ON (key) id FROM policy_version WHERE kind = 'MESSAGE_TABLE' AND state = 'PUBLISHED' AND valid_from <= $1
     ORDER BY key, version DESC`,
    [now],
  );
  return Promise.all(rows.map(async ({ id }) => (await policyById(sql, 'MESSAGE_TABLE', id)).body));
}
