import type { PlainRule } from '../../../domain/routes/approvers/approver-rule.ts';
import type { Tx } from '../../../persistence/tx.ts';
import type { CaseSnapshot } from '../../snapshot.ts';
import { unitAbove } from './pools.ts';
import { HEADS_ABOVE } from './superiors.ts';

/** A person whom a rule names by who they are, or as a member of a post or group. */
export interface Named {
  readonly n: number;
  readonly position: number;
  /** Null for a post or group without members. */
  readonly accountId: string | null;
  readonly kind: 'PERSON' | 'POST' | 'GROUP';
  /** The roster of a post or group; its members change. */
  readonly rosterId: string | null;
}

/** Staff who can log in and may have tasks. */
const WORKS = `EXISTS (SELECT FROM account w JOIN role_assignment r ON r.account_id = w.id AND r.role <> 'AUDITOR'
    AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now()) WHERE w.id = found.account_id AND w.state = 'ACTIVE' AND w.kind = 'STAFF')`;

/** Of a stage that was gone through more than once, its newest run that is done. */
const NAMED = `WITH rule AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS r(
      n int, kind text, unit text, at uuid, code text, department text, account uuid, field text, stage text, "ofStage" text, nth int)),
  up AS (SELECT u.id, u.level, u.code, u.head_id, cardinality(u.path) AS depth FROM unit u WHERE u.id = ANY($1::uuid[])),
  ran AS (SELECT DISTINCT ON (s.key) s.key, s.id FROM stage s
    WHERE s.case_id = $3 AND s.kind = 'APPROVAL' AND s.state = 'DONE' AND s.key IN (SELECT coalesce(stage, "ofStage") FROM rule)
    ORDER BY s.key, s.opened_at DESC, s.id DESC),
  decided AS (SELECT ran.key, d.id, coalesce(d.on_behalf_of, d.account_id) AS account_id FROM ran JOIN decision d ON d.stage_id = ran.id AND d.taken_back_at IS NULL AND d.account_id IS NOT NULL),
  list AS (SELECT DISTINCT ON (rule.n) rule.n, l.kind, l.id FROM rule JOIN up ON rule.kind = 'GROUP' OR up.level = rule.unit
    JOIN roster l ON l.unit_id = up.id AND l.kind = rule.kind AND l.code = rule.code AND NOT l.closed
    WHERE rule.kind IN ('POST', 'GROUP') ORDER BY rule.n, up.depth DESC),
  base AS (
    SELECT n, nth, $4::uuid AS id FROM rule WHERE kind = 'SUPERIOR' AND "ofStage" IS NULL
    UNION SELECT rule.n, rule.nth, decided.account_id FROM rule JOIN decided ON decided.key = rule."ofStage" WHERE rule.kind = 'SUPERIOR'),
  form AS (SELECT rule.n, filled.form -> rule.field AS value FROM rule CROSS JOIN (
    SELECT form FROM application WHERE case_id = $3 UNION ALL SELECT "values" FROM request_form WHERE case_id = $3) filled WHERE rule.kind = 'FIELD'),
  person AS (
    SELECT n, 1 AS position, account AS account_id FROM rule WHERE kind = 'PERSON'
    UNION SELECT rule.n, 1, u.head_id FROM rule JOIN up u ON u.level = rule.unit OR u.id = rule.at WHERE rule.kind = 'HEAD'
    UNION SELECT rule.n, 1, d.head_id FROM rule LEFT JOIN up ON up.level = rule.unit
      JOIN unit d ON NOT d.closed AND d.code = CASE WHEN rule.unit IS NULL THEN rule.department ELSE up.code || '-' || rule.department END
      WHERE rule.kind = 'DEPARTMENT_HEAD'
    UNION SELECT base.n, 1, h.head_id FROM base CROSS JOIN LATERAL (${HEADS_ABOVE('base.id', '$1::uuid[]')}) h WHERE h.rank = base.nth
    UNION SELECT rule.n, 1, c.manager_id FROM rule JOIN "case" k ON k.id = $3
      JOIN channel c ON c.id = k.channel_id OR (k.channel_id IS NULL AND c.company_id = k.company_id)
      WHERE rule.kind = 'CHANNEL_MANAGER' AND c.state <> 'CLOSED'
    UNION SELECT rule.n, 1, decided.account_id FROM rule JOIN decided ON decided.key = rule.stage WHERE rule.kind = 'DECIDER'
    UNION SELECT rule.n, p.position, p.account_id FROM rule JOIN approver_choice p ON p.case_id = $3 AND p.stage_key = $5
      WHERE (rule.kind = 'CHOSEN_BY_APPLICANT' AND p.decision_id IS NULL)
        OR (rule.kind = 'CHOSEN_AT' AND EXISTS (SELECT FROM decided WHERE decided.key = rule.stage AND decided.id = p.decision_id))
    UNION SELECT form.n, v.position::int, CASE WHEN v.id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN v.id::uuid END FROM form
      CROSS JOIN LATERAL jsonb_array_elements_text(CASE jsonb_typeof(form.value) WHEN 'array' THEN form.value WHEN 'string'
        THEN jsonb_build_array(form.value) ELSE '[]'::jsonb END) WITH ORDINALITY v(id, position))
  SELECT found.n, found.position, found.account_id AS "accountId", 'PERSON' AS kind, NULL::uuid AS "rosterId" FROM person found WHERE ${WORKS}
  UNION ALL
  SELECT list.n, 1, found.account_id, list.kind, list.id FROM list
  LEFT JOIN roster_member found ON found.roster_id = list.id AND found.valid_from <= now() AND (found.valid_to IS NULL OR found.valid_to > now()) AND ${WORKS}`;

const ASKED: ReadonlySet<PlainRule['kind']> = new Set(['ROLE', 'UNIT_ROLE', 'COMPANY']);

/** Whom all other rules than roles and memberships name; asks nothing where there are none. */
export async function readNamed(
  tx: Tx,
  snapshot: CaseSnapshot,
  stageKey: string,
  rules: readonly PlainRule[],
): Promise<readonly Named[]> {
  const others = rules.flatMap((rule, n) => {
    if (ASKED.has(rule.kind)) return [];
    return [{ ...rule, n, at: rule.kind === 'HEAD' && rule.unit === 'OWN' ? unitAbove(snapshot, 0) : null }];
  });
  if (others.length === 0) return [];
  return tx.rows<{ [Name in keyof Named]: Named[Name] }>(NAMED, [
    snapshot.unitPath,
    JSON.stringify(others),
    snapshot.id,
    snapshot.startedBy,
    stageKey,
  ]);
}
