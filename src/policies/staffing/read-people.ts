import type { PlainRule } from '../../domain/routes/approvers/approver-rule.ts';
import type { Tx } from '../../persistence/tx.ts';

/** A unit that cases belong to, with the ids from the province down to it. */
export interface County {
  readonly id: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly path: readonly string[];
}

export function readCounties(tx: Tx): Promise<County[]> {
  return tx.rows<{ [Name in keyof County]: County[Name] }>(
    `SELECT id, code, name_zh AS "nameZh", name_en AS "nameEn", path FROM unit WHERE level = 'COUNTY' AND NOT closed ORDER BY code`,
  );
}

/** Somebody whom a rule names for the cases below a unit; without a unit, for every case. Without a person, a list that is empty there. */
interface Found {
  readonly n: number;
  readonly unitId: string | null;
  readonly accountId: string | null;
}

/** Staff who can log in and may have tasks. */
const WORKS = (
  account: string,
) => `EXISTS (SELECT FROM account w JOIN role_assignment r ON r.account_id = w.id AND r.role <> 'AUDITOR'
    AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to > $2) WHERE w.id = ${account} AND w.state = 'ACTIVE' AND w.kind = 'STAFF')`;

/** For all units at once what the opening of a stage asks for the units of one case. */
const FOUND = `WITH rule AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(
      n int, kind text, role text, unit text, code text, account uuid, department text)),
  place AS (SELECT u.id, coalesce(p.id, u.id) AS anchor, coalesce(p.level, u.level) AS level
    FROM unit u LEFT JOIN unit p ON u.level = 'DEPARTMENT' AND p.id = u.parent_id WHERE NOT u.closed),
  person AS (
    SELECT rule.n, u.id AS unit_id, u.head_id AS account_id FROM rule JOIN unit u ON u.level = rule.unit OR (rule.unit = 'OWN' AND u.level = 'COUNTY')
      WHERE rule.kind = 'HEAD'
    UNION ALL SELECT rule.n, up.id, d.head_id FROM rule JOIN unit up ON up.level = rule.unit
      JOIN unit d ON NOT d.closed AND d.code = up.code || '-' || rule.department WHERE rule.kind = 'DEPARTMENT_HEAD'
    UNION ALL SELECT rule.n, NULL, d.head_id FROM rule JOIN unit d ON NOT d.closed AND d.code = rule.department
      WHERE rule.kind = 'DEPARTMENT_HEAD' AND rule.unit IS NULL
    UNION ALL SELECT n, NULL, account FROM rule WHERE kind = 'PERSON')
  SELECT rule.n, place.anchor AS "unitId", a.account_id AS "accountId" FROM rule JOIN place ON rule.unit IS NULL OR place.level = rule.unit
    JOIN role_assignment a ON a.role = rule.role AND a.unit_id = place.id AND a.valid_from <= $2 AND (a.valid_to IS NULL OR a.valid_to > $2)
    JOIN account ON account.id = a.account_id AND account.state = 'ACTIVE' WHERE rule.kind IN ('ROLE', 'UNIT_ROLE')
  UNION SELECT rule.n, u.id, CASE WHEN ${WORKS('m.account_id')} THEN m.account_id END
    FROM rule JOIN roster l ON l.kind = rule.kind AND l.code = rule.code AND NOT l.closed
    JOIN unit u ON u.id = l.unit_id AND (rule.kind = 'GROUP' OR u.level = rule.unit)
    LEFT JOIN roster_member m ON m.roster_id = l.id AND m.valid_from <= $2 AND (m.valid_to IS NULL OR m.valid_to > $2)
    WHERE rule.kind IN ('POST', 'GROUP')
  UNION SELECT n, unit_id, account_id FROM person WHERE ${WORKS('person.account_id')}`;

/** Whom one rule names in a county. */
export type PeopleOf = (n: number, county: County) => ReadonlySet<string>;

/** Whom these rules name now, for every county at once; rules that only a case can resolve name nobody here. */
export async function readPeople(tx: Tx, rules: readonly PlainRule[], at: Date): Promise<PeopleOf> {
  const asked = rules.map((rule, n) => ({ ...rule, n }));
  const rows = await tx.rows<{ [Name in keyof Found]: Found[Name] }>(FOUND, [JSON.stringify(asked), at]);
  const byPlace = new Map<string, Set<string>>();
  for (const { n, unitId, accountId } of rows) {
    const place = `${n}:${unitId ?? ''}`;
    const people = byPlace.get(place) ?? new Set();
    if (accountId !== null) people.add(accountId);
    byPlace.set(place, people);
  }
  return (n, county) => {
    const rule = rules[n];
    const lists = rule === undefined ? [] : anchors(rule, county).map((id) => byPlace.get(`${n}:${id}`));
    const found = lists.filter((list) => list !== undefined);
    // A group is that of the nearest unit which has one, be it empty.
    return new Set((rule?.kind === 'GROUP' ? found.slice(0, 1) : found).flatMap((list) => [...list]));
  };
}

/** Where a rule looks for the cases of a county, the nearest first. */
function anchors(rule: PlainRule, { path, id }: County): string[] {
  if (rule.kind === 'UNIT_ROLE') {
    const above = path.at(-1 - rule.above);
    return above === undefined ? [] : [above];
  }
  if (rule.kind === 'HEAD' && rule.unit === 'OWN') return [id];
  return [...path.toReversed(), ''];
}
