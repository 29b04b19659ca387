import { fault, warning, type PolicyFault } from '../../domain/policies/fault.ts';
import type { PlainRule } from '../../domain/routes/approvers/approver-rule.ts';
import { everyRule } from '../../domain/routes/approvers/rules-for.ts';
import type { RouteBody } from '../../domain/routes/route.ts';
import type { CheckContext } from './context.ts';

/** Somebody or something that a rule names by itself. */
interface NamedThing {
  readonly path: string;
  readonly stage: string;
  readonly kind: 'PERSON' | 'DEPARTMENT' | 'POST' | 'GROUP';
  readonly name: string;
  /** A department is named by the end of its code, at some level. */
  readonly isEnd: boolean;
}

const UNKNOWN = `SELECT t.n FROM jsonb_to_recordset($1::jsonb) AS t(n int, kind text, name text, "isEnd" boolean)
  WHERE NOT CASE t.kind
    WHEN 'PERSON' THEN EXISTS (SELECT FROM account a JOIN role_assignment r ON r.account_id = a.id AND r.role <> 'AUDITOR' AND r.valid_from <= $2
      AND (r.valid_to IS NULL OR r.valid_to > $2) WHERE a.id::text = t.name AND a.kind = 'STAFF' AND a.state = 'ACTIVE')
    WHEN 'DEPARTMENT' THEN EXISTS (SELECT FROM unit d JOIN unit p ON p.id = d.parent_id
      WHERE NOT d.closed AND d.code = CASE WHEN t."isEnd" THEN p.code || '-' || t.name ELSE t.name END)
    ELSE EXISTS (SELECT FROM roster l WHERE l.kind = t.kind AND l.code = t.name AND NOT l.closed) END`;

/**
 * Whom a route names has to be there: a person who may decide, a department. A post or group can still be made, so that its lack only warns.
 */
export async function checkApproverNames({ tx, at }: CheckContext, route: RouteBody): Promise<PolicyFault[]> {
  const things = namedIn(route).map((thing, n) => ({ ...thing, n }));
  if (things.length === 0) return [];
  const rows = await tx.rows<{ n: number }>(UNKNOWN, [JSON.stringify(things), at]);
  const unknown = new Set(rows.map(({ n }) => n));
  return things
    .filter(({ n }) => unknown.has(n))
    .map(({ kind, path, stage, name }) => {
      const report = kind === 'POST' || kind === 'GROUP' ? warning : fault;
      return report(`${kind}_UNKNOWN`, path, { stage, name });
    });
}

function namedIn(route: RouteBody): NamedThing[] {
  return Object.entries(route.phases).flatMap(([phase, { stages }]) =>
    stages.flatMap((stage, index) => {
      const at = (part: 'approvers' | 'fallback' | 'overdueTo') => {
        const path = `phases.${phase}.stages.${index}.${part}`;
        const rules = everyRule(stage[part]).flatMap((rule) => [rule, ...('from' in rule ? rule.from : [])]);
        return rules.flatMap((rule) => thingOf(rule).map((thing) => ({ ...thing, path, stage: stage.key })));
      };
      return [...at('approvers'), ...at('fallback'), ...at('overdueTo')];
    }),
  );
}

function thingOf(rule: PlainRule): Pick<NamedThing, 'kind' | 'name' | 'isEnd'>[] {
  switch (rule.kind) {
    case 'PERSON':
      return [{ kind: 'PERSON', name: rule.account.toLowerCase(), isEnd: false }];
    case 'DEPARTMENT_HEAD':
      return [{ kind: 'DEPARTMENT', name: rule.department, isEnd: rule.unit !== undefined }];
    case 'POST':
    case 'GROUP':
      return [{ kind: rule.kind, name: rule.code, isEnd: false }];
    default:
      return [];
  }
}
