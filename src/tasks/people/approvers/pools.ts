import type { PlainRule } from '../../../domain/routes/approvers/approver-rule.ts';
import type { BarringReason, ExclusionReason } from '../../../domain/routes/approvers/seat-people.ts';
import type { Tx } from '../../../persistence/tx.ts';
import type { CaseSnapshot } from '../../snapshot.ts';

export interface Exclusion<Reason extends ExclusionReason = ExclusionReason> {
  readonly accountId: string;
  readonly reasonCode: Reason;
  readonly sourceKey: string | null;
}

/** Who holds roles and memberships, who may not act, and who heads the units above: what every stage asks, in one statement. */
export interface Pools {
  readonly holders: readonly { accountId: string; unitId: string; role: string; n: number }[];
  readonly members: readonly { accountId: string; n: number }[];
  readonly excluded: readonly Exclusion<BarringReason>[];
  /** Of the case's units, the nearest first. */
  readonly heads: readonly { headId: string }[];
  readonly levelUnits: readonly { level: string; id: string }[];
}

/** Those who know a case without having had a hand in it. */
const ONLOOKERS = ['COPIED', 'MENTIONED'];

/**
 * A rule names a role at a level, or in one unit; holders are those who have it, now, in that unit or in one of its own departments.
 * Excluded are people of the applicant's company and whoever of the staff started the case, whoever decided a stage the rule keeps apart or in
 * whose name somebody did (ORG-09), whoever has declared a conflict of interest, and in a request about an ended case whoever had a hand in
 * that; the same person perhaps for several reasons.
 */
const POOLS = `WITH rule AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS r(n int, kind text, role text, unit text, at uuid)),
  place AS (SELECT u.id, coalesce(nullif(u.level, 'DEPARTMENT'), p.level) AS level, u.level AS own_level,
      CASE WHEN u.level = 'DEPARTMENT' THEN u.parent_id END AS part_of FROM unit u LEFT JOIN unit p ON p.id = u.parent_id
    WHERE (u.id = ANY($1::uuid[]) OR (u.level = 'DEPARTMENT' AND u.parent_id = ANY($1::uuid[]))) AND NOT u.closed),
  excluded AS (
    SELECT person.id AS "accountId", 'SEPARATION_OF_DUTY' AS "reasonCode", min(d.stage_key) AS "sourceKey"
      FROM decision d CROSS JOIN LATERAL (VALUES (d.account_id), (d.on_behalf_of)) AS person(id)
      WHERE d.case_id = $3 AND d.stage_key = ANY($4::text[]) AND d.taken_back_at IS NULL AND person.id IS NOT NULL GROUP BY 1
    UNION ALL
    SELECT m.account_id, 'OWN_CASE', NULL FROM company_member m JOIN account a ON a.id = m.account_id AND a.kind = 'STAFF'
      WHERE m.company_id = $5 AND (m.valid_to IS NULL OR m.valid_to > now())
    UNION ALL
    SELECT a.id, 'OWN_CASE', NULL FROM account a WHERE a.id = $6 AND a.kind = 'STAFF'
    UNION ALL
    SELECT k.account_id, 'CONFLICT_OF_INTEREST', NULL FROM conflict_declaration k WHERE k.company_id = $5 AND k.withdrawn_at IS NULL
    UNION ALL
    SELECT k.account_id, 'CONFLICT_OF_INTEREST', NULL FROM conflict_declaration k WHERE k.case_id = $3 AND k.withdrawn_at IS NULL
    UNION ALL
    SELECT k.account_id, 'CONFLICT_OF_INTEREST', NULL FROM request_form f
      JOIN conflict_declaration k ON k.withdrawn_at IS NULL AND (k.company_id = f.subject_company_id OR k.case_id = f.subject_case_id) WHERE f.case_id = $3
    UNION ALL
    SELECT p.account_id, 'SEPARATION_OF_DUTY', NULL FROM request_form f JOIN case_participant p ON p.case_id = f.subject_case_id AND p.kind <> ALL ($7)
      JOIN account a ON a.id = p.account_id AND a.kind = 'STAFF' WHERE f.case_id = $3 AND f.keeps_apart
    UNION ALL
    SELECT i.verified_by, 'SEPARATION_OF_DUTY', NULL FROM request_form f JOIN application_item i ON i.case_id = f.subject_case_id AND i.verified_by IS NOT NULL
      WHERE f.case_id = $3 AND f.keeps_apart)
  SELECT
    coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('accountId', a.account_id, 'unitId', place.id, 'role', rule.role, 'n', rule.n))
      FROM rule JOIN place ON place.level = rule.unit OR place.id = rule.at OR place.part_of = rule.at
      JOIN role_assignment a ON a.role = rule.role AND a.unit_id = place.id
      JOIN account ON account.id = a.account_id AND account.state = 'ACTIVE'
      WHERE rule.kind = 'ROLE' AND a.valid_from <= now() AND (a.valid_to IS NULL OR a.valid_to > now())), '[]') AS holders,
    coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('accountId', m.account_id, 'n', rule.n))
      FROM rule JOIN company_member m ON m.company_id = $5 AND m.role = rule.role AND (m.valid_to IS NULL OR m.valid_to > now())
      JOIN account ON account.id = m.account_id AND account.state = 'ACTIVE' WHERE rule.kind = 'COMPANY'), '[]') AS members,
    coalesce((SELECT jsonb_agg(to_jsonb(excluded)) FROM excluded), '[]') AS excluded,
    coalesce((SELECT jsonb_agg(jsonb_build_object('level', place.level, 'id', place.id)) FROM place WHERE place.own_level <> 'DEPARTMENT'), '[]') AS "levelUnits",
    coalesce((SELECT jsonb_agg(jsonb_build_object('headId', u.head_id) ORDER BY cardinality(u.path) DESC) FROM unit u
      JOIN account h ON h.id = u.head_id AND h.state = 'ACTIVE' WHERE u.id = ANY($1::uuid[])), '[]') AS heads`;

export function readPools(
  tx: Tx,
  snapshot: CaseSnapshot,
  rules: readonly PlainRule[],
  excludes: readonly string[],
): Promise<Pools> {
  const pools = rules.map((rule, n) =>
    rule.kind === 'UNIT_ROLE'
      ? { n, kind: 'ROLE', role: rule.role, at: unitAbove(snapshot, rule.above) }
      : { ...rule, n },
  );
  return tx.one<{ [Name in keyof Pools]: Pools[Name] }>(POOLS, [
    snapshot.unitPath,
    JSON.stringify(pools.filter(({ kind }) => kind === 'ROLE' || kind === 'COMPANY')),
    snapshot.id,
    excludes,
    snapshot.companyId,
    snapshot.startedBy,
    ONLOOKERS,
  ]);
}

/** The case's own unit, or the n-th above it; null beyond the root. */
export function unitAbove({ unitPath }: Pick<CaseSnapshot, 'unitPath'>, n: number): string | null {
  return unitPath.at(-1 - n) ?? null;
}
