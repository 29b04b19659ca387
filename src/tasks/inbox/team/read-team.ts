import { Refusal } from '../../../domain/refusal.ts';
import type { Tx } from '../../../persistence/tx.ts';

/** Whom somebody is the superior of: the staff of the units they head, with all below these, themselves left out. */
export interface Team {
  readonly superiorId: string;
  readonly unitIds: readonly string[];
  /** Posts and groups of these units. */
  readonly rosterIds: readonly string[];
  readonly staffIds: readonly string[];
  /** Cases whose applicants the superior belongs to: of these they see what an applicant sees, and no more. */
  readonly ownCompanyIds: readonly string[];
  readonly ownCaseIds: readonly string[];
}

const VALID = (row: string): string =>
  `${row}.valid_from <= now() AND (${row}.valid_to IS NULL OR ${row}.valid_to > now())`;

const READ_TEAM = `WITH headed AS MATERIALIZED (
    SELECT DISTINCT b.id FROM unit h JOIN unit b ON b.path @> ARRAY[h.id] WHERE h.head_id = $1),
  rosters AS MATERIALIZED (SELECT l.id FROM roster l WHERE l.unit_id IN (SELECT id FROM headed)),
  staff AS (
    SELECT r.account_id AS id FROM role_assignment r WHERE r.unit_id IN (SELECT id FROM headed) AND ${VALID('r')}
    UNION
    SELECT m.account_id FROM roster_member m WHERE m.roster_id IN (SELECT id FROM rosters) AND ${VALID('m')})
  SELECT ARRAY(SELECT id FROM headed) AS "unitIds", ARRAY(SELECT id FROM rosters) AS "rosterIds", ARRAY(SELECT id FROM staff WHERE id <> $1) AS "staffIds",
    ARRAY(SELECT DISTINCT m.company_id FROM company_member m WHERE m.account_id = $1 AND (m.valid_to IS NULL OR m.valid_to > now())) AS "ownCompanyIds",
    ARRAY(SELECT c.id FROM "case" c WHERE c.started_by = $1 AND c.company_id IS NULL AND c.closed_at IS NULL) AS "ownCaseIds",
    EXISTS (SELECT FROM task t WHERE t.supervisor_id = $1 AND t.state IN ('OPEN', 'CLAIMED')) AS supervises`;

type Row = Omit<Team, 'superiorId'> & { readonly supervises: boolean };

/** Undefined for whoever heads no unit and supervises no task that is open. */
export async function findTeam(sql: Tx, accountId: string): Promise<Team | undefined> {
  const { supervises, ...team } = await sql.one<Row & Record<string, unknown>>(READ_TEAM, [accountId]);
  return team.unitIds.length === 0 && !supervises ? undefined : { superiorId: accountId, ...team };
}

/** @throws Refusal NO_TEAM */
export async function readTeam(sql: Tx, accountId: string): Promise<Team> {
  const team = await findTeam(sql, accountId);
  if (team === undefined) throw new Refusal('NO_TEAM');
  return team;
}
