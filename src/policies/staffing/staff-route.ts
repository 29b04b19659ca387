import { phaseOrderOf } from '../../domain/phase-orders.ts';
import type { ApproverRule, PlainRule } from '../../domain/routes/approvers/approver-rule.ts';
import type { RouteBody, StageRule } from '../../domain/routes/route.ts';
import { staffingOf, type Shortage, type StaffedStage } from '../../domain/routes/staffing.ts';
import { findPolicy } from '../current.ts';
import type { CheckContext } from '../checks/context.ts';
import { readCounties, readPeople, type County, type PeopleOf } from './read-people.ts';

/** How one stage is staffed in the units its route runs in. */
export interface StageStaffing {
  readonly phase: string;
  readonly index: number;
  readonly rule: StageRule;
  /** In how many units it runs. */
  readonly units: number;
  /** In the unit with the fewest: people left whatever separation of duties takes away; null where only the case can say. */
  readonly fewest: number | null;
  readonly shortages: readonly { readonly county: County; readonly reason: Shortage; readonly eligible: number }[];
}

/** Who could take each stage in every unit the route runs in: two statements, however many units there are. */
export async function staffRoute(context: CheckContext, route: RouteBody): Promise<StageStaffing[]> {
  const stages = inOrder(route).flatMap((phase) =>
    (route.phases[phase]?.stages ?? []).map((rule, index) => ({ phase, index, rule, asked: variantsOf(rule) })),
  );
  const rules = stages.flatMap(({ asked }) => asked.flatMap((variant) => [...variant.first, ...variant.then]));
  const numbers = new Map(rules.map((rule, n) => [rule, n]));
  const peopleOf = await readPeople(context.tx, rules, context.at);
  const counties = await served(context, route);
  const found = counties.map((county) => {
    const staffed = stages.map(({ rule, asked }): StaffedStage => ({
      rule,
      people: fewest(asked, numbers, peopleOf, county),
    }));
    return { county, staffing: staffingOf(staffed) };
  });
  return stages.map(({ phase, index, rule }) => {
    const here = found.map(({ county, staffing }) => ({ county, ...staffing.get(rule.key) }));
    const known = here.flatMap(({ eligible }) => (eligible === undefined ? [] : [eligible]));
    return {
      phase,
      index,
      rule,
      units: counties.length,
      fewest: known.length < here.length || known.length === 0 ? null : Math.min(...known),
      shortages: here.flatMap(({ county, shortage, eligible }) =>
        shortage === undefined ? [] : [{ county, reason: shortage, eligible: eligible ?? 0 }],
      ),
    };
  });
}

/** The database keeps no order of fields; the process has one of its phases. */
function inOrder({ process, phases }: RouteBody): string[] {
  const order = (phaseOrderOf(process, { phases }) ?? []).map(({ name }) => name);
  return [...new Set([...order, ...Object.keys(phases)])];
}

/** What may count for a case, depending on its facts: whom it asks first, and whom where these are nobody. */
interface Variant {
  readonly first: readonly PlainRule[];
  readonly then: readonly PlainRule[];
}

function variantsOf({ approvers, fallback }: StageRule): Variant[] {
  return alternatives(approvers).flatMap((first) => alternatives(fallback).map((then) => ({ first, then })));
}

/** Every list of plain rules that the facts of a case may lead to. Each rule is an object of its own. */
function alternatives(rules: readonly ApproverRule[]): PlainRule[][] {
  return rules.reduce<PlainRule[][]>(
    (lists, rule) => {
      const choices =
        rule.kind === 'BY_FACTS' ? [...rule.rows.map(({ approvers }) => approvers), rule.otherwise] : [[rule]];
      return lists.flatMap((list) => choices.map((choice) => [...list, ...choice.map((one) => ({ ...one }))]));
    },
    [[]],
  );
}

/** Of the lists that may count, the one that finds the fewest; undefined where each asks what only the case knows. */
function fewest(
  variants: readonly Variant[],
  numbers: ReadonlyMap<PlainRule, number>,
  peopleOf: PeopleOf,
  county: County,
): ReadonlySet<string> | undefined {
  const named = (rules: readonly PlainRule[]) =>
    new Set(rules.flatMap((rule) => [...peopleOf(numbers.get(rule) ?? -1, county)]));
  const found = variants.flatMap(({ first, then }): ReadonlySet<string>[] => {
    if ([...first, ...then].some((rule) => !isKnownByUnit(rule))) return [];
    const people = named(first);
    return [people.size > 0 ? people : named(then)];
  });
  return found.sort((a, b) => a.size - b.size)[0];
}

/** Whether a unit alone says whom the rule names. */
function isKnownByUnit({ kind }: PlainRule): boolean {
  switch (kind) {
    case 'ROLE':
    case 'UNIT_ROLE':
    case 'POST':
    case 'GROUP':
    case 'PERSON':
    case 'HEAD':
    case 'DEPARTMENT_HEAD':
      return true;
    // Whoever applies has an owner; the others depend on who started the case, decided, or was chosen.
    case 'COMPANY':
    case 'SUPERIOR':
    case 'CHANNEL_MANAGER':
    case 'DECIDER':
    case 'FIELD':
    case 'CHOSEN_BY_APPLICANT':
    case 'CHOSEN_AT':
      return false;
  }
}

/** The counties whose cases the decision table can lead to this route; all of them where it does not name the route yet. */
async function served({ tx, key, at }: CheckContext, { process }: RouteBody): Promise<County[]> {
  const counties = await readCounties(tx);
  const table = await findPolicy(tx, 'DECISION_TABLE', process, at);
  const rows = (table?.body.rows ?? []).filter(({ route }) => route === key);
  if (rows.length === 0 || rows.some(({ when }) => when.units === undefined)) return counties;
  const codes = rows.flatMap(({ when }) => when.units ?? []);
  const named = await tx.rows<{ id: string }>('SELECT id FROM unit WHERE code = ANY ($1)', [codes]);
  return counties.filter(({ path }) => named.some(({ id }) => path.includes(id)));
}
