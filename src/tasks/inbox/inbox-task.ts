import type { InboxSort } from '../../domain/inbox/filter.ts';
import type { WantedFilter } from './conditions.ts';
import type { ListKey } from './order.ts';

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
  readonly company: Named | null;
  readonly unit: UnitName;
  /** Yuan with two decimals, as text. */
  readonly amount: string | null;
  readonly channelType: string | null;
}

export interface UnitName {
  readonly id: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** `onBehalfOf` is the account in whose name the reader acts, as SQL. */
export const columns = (
  onBehalfOf: string,
): string => `t.id, t.case_id AS "caseId", c.number AS "caseNumber", t.process, t.stage_key AS stage, t.title_zh AS "titleZh", t.title_en AS "titleEn",
  c.title_zh AS "caseTitleZh", c.title_en AS "caseTitleEn", t.form, t.state, t.priority, t.created_at AS "createdAt", t.start_by AS "startBy",
  t.at_risk_at AS "atRiskAt", t.due_at AS "dueAt", t.due_flag AS "dueFlag", t.overdue_at AS "overdueAt", t.claimed_at AS "claimedAt", t.urge_count AS "urgeCount", t.urged_at AS "urgedAt",
  (SELECT jsonb_build_object('id', k.id, 'name', k.name) FROM company k WHERE k.id = c.company_id) AS company,
  (SELECT jsonb_build_object('id', b.id, 'code', b.code, 'nameZh', b.name_zh, 'nameEn', b.name_en) FROM unit b WHERE b.id = c.unit_id) AS unit,
  c.amount::text AS amount, (SELECT p.channel_type FROM application p WHERE p.case_id = c.id) AS "channelType",
  ${personOf('t.assignee_id')} AS assignee, ${personOf('t.delegate_id')} AS delegate, ${personOf(onBehalfOf)} AS "onBehalfOf"`;

export const personOf = (id: string): string =>
  `(SELECT jsonb_build_object('id', p.id, 'name', p.name) FROM account p WHERE p.id = ${id})`;

/** How a list is asked for. */
export interface ListWish {
  readonly sort: InboxSort;
  readonly filter: WantedFilter;
}
export const EVERYTHING: ListWish = { sort: 'due', filter: {} };

/** Whose list, and which part of it. */
export interface PageOf extends ListWish {
  readonly accountId: string;
  readonly after: ListKey | undefined;
  readonly limit: number;
}
