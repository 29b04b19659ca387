import { STAFF_ROLES } from '../../../domain/access/roles.ts';
import type { Where } from '../../../persistence/where.ts';
import type { Team } from './read-team.ts';

/** What of a team its tasks are found by, as placeholders. */
export interface TeamRows {
  readonly superior: string;
  readonly staff: string;
  /** Every (role, unit) pair and roster of the team, as rows `role, scope_id`; a pair that nobody holds waits for somebody all the more. */
  readonly pairs: () => string;
  /** Units and rosters alike. */
  readonly scopes: string;
}

export function bindTeam(where: Where, { superiorId, staffIds, unitIds, rosterIds }: Team): TeamRows {
  const rosters = `${where.bind(rosterIds)}::uuid[]`;
  const units = `${where.bind(unitIds)}::uuid[]`;
  return {
    superior: where.bind(superiorId),
    staff: `${where.bind(staffIds)}::uuid[]`,
    // Bound where it is used: PostgreSQL takes no value that a statement does not name.
    pairs:
      () => `SELECT r.role, u.id AS scope_id FROM unnest(${where.bind(STAFF_ROLES)}::text[]) r(role) CROSS JOIN unnest(${units}) u(id)
      UNION ALL SELECT l.kind, l.id FROM roster l WHERE l.id = ANY (${rosters})`,
    scopes: `(${units} || ${rosters})`,
  };
}

/** What the superior sees as an applicant is none of the team's business. */
export function notOwn(where: Where, { ownCompanyIds, ownCaseIds }: Team): string[] {
  return [
    ...(ownCompanyIds.length === 0
      ? []
      : [where.sql`c.company_id IS NULL OR c.company_id <> ALL (${ownCompanyIds}::uuid[])`]),
    ...(ownCaseIds.length === 0 ? [] : [where.sql`c.id <> ALL (${ownCaseIds}::uuid[])`]),
  ];
}

/** What the superior has claimed is in their own list. */
export const notTheirs = ({ superior }: TeamRows): string => `t.assignee_id IS DISTINCT FROM ${superior}`;

/** The case of task `t`, for conditions that ask for it; a team's tasks are many, and those that are asked for nothing need not be joined. */
export const caseFor = (conditions: readonly string[]): string =>
  conditions.some((condition) => /\bc\./.test(condition)) ? 'JOIN "case" c ON c.id = t.case_id' : '';

/** Whether an open task `t` is held by, offered to, or supervised for the team. */
export const belongs = ({ superior, staff, scopes }: TeamRows): string =>
  `(t.assignee_id = ANY (${staff}) OR t.delegate_id = ANY (${staff}) OR t.supervisor_id = ${superior}
    OR EXISTS (SELECT FROM task_candidate tc WHERE tc.task_id = t.id AND tc.open AND (tc.scope_id = ANY (${scopes}) OR tc.account_id = ANY (${staff}))))`;
