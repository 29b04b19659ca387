export interface InboxTask {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly process: string;
  readonly stage: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly caseTitleZh: string;
  readonly caseTitleEn: string;
  readonly form: string | null;
  readonly state: string;
  readonly priority: number;
  readonly createdAt: Date;
  readonly startBy: Date | null;
  readonly atRiskAt: Date | null;
  readonly dueAt: Date | null;
  readonly dueFlag: string | null;
  readonly overdueAt: Date | null;
  readonly claimedAt: Date | null;
  /** How often somebody urged (催办), and when last. */
  readonly urgeCount: number;
  readonly urgedAt: Date | null;
  /** Who has claimed it. */
  readonly assignee: Named | null;
  /** Who works on it until they recommend something (委派). */
  readonly delegate: Named | null;
  /** In whose name the reader would decide it; null when in their own. */
  readonly onBehalfOf: Named | null;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Sort key of open lists: due instant (ISO, or `infinity`, which is last), then id. */
export interface DueKey {
  readonly due: string;
  readonly id: string;
}

/** `onBehalfOf` is the account in whose name the reader acts, as SQL. */
export const columns = (
  onBehalfOf: string,
): string => `t.id, t.case_id AS "caseId", c.number AS "caseNumber", t.process, t.stage_key AS stage, t.title_zh AS "titleZh", t.title_en AS "titleEn",
  c.title_zh AS "caseTitleZh", c.title_en AS "caseTitleEn", t.form, t.state, t.priority, t.created_at AS "createdAt", t.start_by AS "startBy",
  t.at_risk_at AS "atRiskAt", t.due_at AS "dueAt", t.due_flag AS "dueFlag", t.overdue_at AS "overdueAt", t.claimed_at AS "claimedAt", t.urge_count AS "urgeCount", t.urged_at AS "urgedAt",
  ${personOf('t.assignee_id')} AS assignee, ${personOf('t.delegate_id')} AS delegate, ${personOf(onBehalfOf)} AS "onBehalfOf",
  coalesce(to_char(t.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'infinity') AS "dueKey"`;

export const personOf = (id: string): string =>
  `(SELECT jsonb_build_object('id', p.id, 'name', p.name) FROM account p WHERE p.id = ${id})`;

export type Keyed<Row> = Row & { readonly dueKey: string };

/** Whose list, and which part of it. */
export interface PageOf {
  readonly accountId: string;
  readonly after: DueKey | undefined;
  readonly limit: number;
}

/** Where a page begins: behind this key. */
export function from(after: DueKey | undefined): [string, string] {
  return after === undefined ? ['-infinity', '00000000-0000-0000-0000-000000000000'] : [after.due, after.id];
}
