import type { ApproverRule } from '../../domain/routes/approver-rule.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { CaseSnapshot } from '../snapshot.ts';

export interface CandidateScope {
  readonly kind: 'ROLE' | 'COMPANY' | 'PERSON';
  readonly role: string | null;
  readonly scopeId: string | null;
  readonly accountId: string | null;
}

export interface Exclusion {
  readonly accountId: string;
  readonly reasonCode: 'OWN_CASE' | 'SEPARATION_OF_DUTY';
  readonly sourceKey: string | null;
}

export interface Approvers {
  readonly scopes: readonly CandidateScope[];
  /** The same people one by one, in the order of the rules, each with the weight of their word. */
  readonly people: readonly { readonly accountId: string; readonly weight: number }[];
  /** Everybody who could take the task at this moment, exclusions removed: they are told. */
  readonly holders: readonly string[];
  readonly exclusions: readonly Exclusion[];
  readonly supervisorId: string | null;
}

interface Row {
  holders: { accountId: string; unitId: string; role: string; n: number }[];
  members: { accountId: string }[];
  excluded: Exclusion[];
  heads: { headId: string }[];
  levelUnits: { level: string; id: string }[];
}

/**
 * Who may take a stage: rules name a role at a level; holders are those who have it, now, in the case's unit of that level or in one of
 * that unit's own departments. Excluded are people of the applicant's company and whoever decided a stage the rule keeps apart (ORG-09).
 */
const RESOLVE = `WITH rule AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS r(n int, kind text, role text, unit text)),
  place AS (SELECT u.id, coalesce(nullif(u.level, 'DEPARTMENT'), p.level) AS level, u.level AS own_level FROM unit u LEFT JOIN unit p ON p.id = u.parent_id
    WHERE (u.id = ANY($1::uuid[]) OR (u.level = 'DEPARTMENT' AND u.parent_id = ANY($1::uuid[]))) AND NOT u.closed),
  excluded AS (
    SELECT d.account_id AS "accountId", 'SEPARATION_OF_DUTY' AS "reasonCode", min(d.stage_key) AS "sourceKey"
      FROM decision d WHERE d.case_id = $3 AND d.stage_key = ANY($4::text[]) AND d.taken_back_at IS NULL AND d.account_id IS NOT NULL GROUP BY 1
    UNION
    SELECT m.account_id, 'OWN_CASE', NULL FROM company_member m JOIN account a ON a.id = m.account_id AND a.kind = 'STAFF'
      WHERE m.company_id = $5 AND m.valid_to IS NULL)
  SELECT
    coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('accountId', a.account_id, 'unitId', place.id, 'role', rule.role, 'n', rule.n))
      FROM rule JOIN place ON place.level = rule.unit JOIN role_assignment a ON a.role = rule.role AND a.unit_id = place.id
      JOIN account ON account.id = a.account_id AND account.state = 'ACTIVE'
      WHERE rule.kind = 'ROLE' AND a.valid_from <= now() AND (a.valid_to IS NULL OR a.valid_to > now())), '[]') AS holders,
    coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('accountId', m.account_id))
      FROM rule JOIN company_member m ON m.company_id = $5 AND m.role = rule.role AND (m.valid_to IS NULL OR m.valid_to > now())
      JOIN account ON account.id = m.account_id AND account.state = 'ACTIVE' WHERE rule.kind = 'COMPANY'), '[]') AS members,
    coalesce((SELECT jsonb_agg(to_jsonb(excluded)) FROM excluded), '[]') AS excluded,
    coalesce((SELECT jsonb_agg(jsonb_build_object('level', place.level, 'id', place.id)) FROM place WHERE place.own_level <> 'DEPARTMENT'), '[]') AS "levelUnits",
    coalesce((SELECT jsonb_agg(jsonb_build_object('headId', u.head_id) ORDER BY cardinality(u.path) DESC) FROM unit u
      WHERE u.id = ANY($1::uuid[]) AND u.head_id IS NOT NULL), '[]') AS heads`;

export async function resolveApprovers(
  tx: Tx,
  snapshot: CaseSnapshot,
  rules: readonly ApproverRule[],
  excludes: readonly string[],
): Promise<Approvers> {
  const row = await tx.one<Row>(RESOLVE, [
    snapshot.unitPath,
    JSON.stringify(rules.map((rule, n) => ({ ...rule, n }))),
    snapshot.id,
    excludes,
    snapshot.companyId,
  ]);
  const barred = new Set(row.excluded.map((x) => x.accountId));
  const everybody = [...new Set([...row.holders, ...row.members].map((holder) => holder.accountId))];
  const holders = everybody.filter((id) => !barred.has(id));
  return {
    scopes: scopesOf(snapshot, rules, row),
    people: peopleOf(rules, row, holders),
    holders,
    exclusions: row.excluded,
    // What an outsider owes is never taken over by staff.
    supervisorId: rules.every(({ kind }) => kind === 'COMPANY')
      ? null
      : (row.heads.find(({ headId }) => !holders.includes(headId) && !barred.has(headId))?.headId ?? null),
  };
}

/** Whom two rules name has one seat, by the first of them. */
function peopleOf(rules: readonly ApproverRule[], row: Row, holders: readonly string[]): Approvers['people'] {
  const weights = new Map<string, number>();
  const inOrder = row.holders.toSorted((a, b) => a.n - b.n || (a.accountId < b.accountId ? -1 : 1));
  for (const { accountId, n } of inOrder) {
    const rule = rules[n];
    if (!weights.has(accountId)) weights.set(accountId, rule?.kind === 'ROLE' ? (rule.weight ?? 1) : 1);
  }
  return [...weights].filter(([id]) => holders.includes(id)).map(([accountId, weight]) => ({ accountId, weight }));
}

/** The (role, unit) pairs: the level's own unit always, and its departments where somebody holds the role. */
function scopesOf(snapshot: CaseSnapshot, rules: readonly ApproverRule[], row: Row): CandidateScope[] {
  const scopes = new Map<string, CandidateScope>();
  const add = (kind: 'ROLE' | 'COMPANY', role: string, scopeId: string) =>
    scopes.set(`${role}:${scopeId}`, { kind, role, scopeId, accountId: null });
  for (const rule of rules) {
    if (rule.kind === 'COMPANY') {
      if (snapshot.companyId !== null) add('COMPANY', rule.role, snapshot.companyId);
      continue;
    }
    for (const unit of row.levelUnits) if (unit.level === rule.unit) add('ROLE', rule.role, unit.id);
  }
  for (const holder of row.holders) add('ROLE', holder.role, holder.unitId);
  return [...scopes.values()];
}
