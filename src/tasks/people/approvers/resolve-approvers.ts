import type { ApproverRule, PlainRule } from '../../../domain/routes/approvers/approver-rule.ts';
import { askFacts, isOwedByCompany, rulesFor } from '../../../domain/routes/approvers/rules-for.ts';
import { BARRING_REASONS, type BarringReason, type Person } from '../../../domain/routes/approvers/seat-people.ts';
import type { StageRule } from '../../../domain/routes/route.ts';
import type { Tx } from '../../../persistence/tx.ts';
import type { CaseSnapshot } from '../../snapshot.ts';
import { readCaseFacts } from './case-facts.ts';
import { readNamed, type Named } from './named.ts';
import { readPools, type Exclusion, type Pools } from './pools.ts';

export interface CandidateScope {
  readonly kind: 'ROLE' | 'COMPANY' | 'POST' | 'GROUP' | 'PERSON';
  /** POST and GROUP repeat their kind here, so that one index serves every pool. */
  readonly role: string | null;
  readonly scopeId: string | null;
  readonly accountId: string | null;
}

export interface Approvers {
  readonly scopes: readonly CandidateScope[];
  /** Whom the rules name, in their order, nobody twice, those included who may not act. */
  readonly named: readonly Person[];
  /** The same without those who may not act. */
  readonly people: readonly Person[];
  /** Everybody who could take the task at this moment: they are told. */
  readonly holders: readonly string[];
  readonly exclusions: readonly Exclusion<BarringReason>[];
  /** Of the case's units, the nearest first. */
  readonly heads: readonly string[];
  readonly supervisorId: string | null;
}

/** Who may take a stage by these rules, now. Roles and memberships are one statement; every other kind of rule is one more. */
export async function resolveApprovers(
  tx: Tx,
  snapshot: CaseSnapshot,
  { key, excludes }: Pick<StageRule, 'key' | 'excludes'>,
  approvers: readonly ApproverRule[],
): Promise<Approvers> {
  const rules = askFacts(approvers)
    ? rulesFor(approvers, await readCaseFacts(tx, snapshot.id))
    : rulesFor(approvers, NONE);
  const [pools, named] = await Promise.all([
    readPools(tx, snapshot, rules, excludes),
    readNamed(tx, snapshot, key, rules),
  ]);
  const barred = new Set(pools.excluded.map(({ accountId }) => accountId));
  const everybody = inOrder(rules, pools, named);
  const people = everybody.filter(({ accountId }) => !barred.has(accountId));
  const holders = people.map(({ accountId }) => accountId);
  const heads = pools.heads.map(({ headId }) => headId);
  return {
    scopes: scopesOf(snapshot, rules, pools, named, barred),
    named: everybody,
    people,
    holders,
    exclusions: pools.excluded.toSorted((a, b) => rank(a) - rank(b)),
    heads,
    // What an outsider owes is never taken over by staff.
    supervisorId: isOwedByCompany(rules) ? null : headBeside(heads, [...holders, ...barred]),
  };
}

function rank({ reasonCode }: Exclusion<BarringReason>): number {
  return BARRING_REASONS.indexOf(reasonCode);
}

const NONE = { channelType: null, units: [], riskGrade: null, amount: 0 };

/** The nearest head of the case's units who is none of these. */
export function headBeside(heads: readonly string[], others: readonly string[]): string | null {
  return heads.find((id) => !others.includes(id)) ?? null;
}

/** Whom two rules name has one seat, by the first of them. */
function inOrder(rules: readonly PlainRule[], { holders, members }: Pools, named: readonly Named[]): Person[] {
  const found = [
    ...holders.map(({ accountId, n }) => ({ accountId, n, position: 1 })),
    ...members.map(({ accountId, n }) => ({ accountId, n, position: 1 })),
    ...named.flatMap(({ accountId, n, position }) => (accountId === null ? [] : [{ accountId, n, position }])),
  ].sort((a, b) => a.n - b.n || a.position - b.position || (a.accountId < b.accountId ? -1 : 1));
  const weights = new Map<string, number>();
  for (const { accountId, n } of found) {
    const rule = rules[n];
    if (!weights.has(accountId)) weights.set(accountId, rule === undefined ? 1 : weightOf(rule));
  }
  return [...weights].map(([accountId, weight]) => ({ accountId, weight }));
}

function weightOf(rule: PlainRule): number {
  return rule.kind === 'COMPANY' ? 1 : (rule.weight ?? 1);
}

/** Pools by what makes people members of them; of a role in its unit always, and in the unit's departments where somebody holds it. */
function scopesOf(
  snapshot: CaseSnapshot,
  rules: readonly PlainRule[],
  pools: Pools,
  named: readonly Named[],
  barred: ReadonlySet<string>,
): CandidateScope[] {
  const scopes = new Map<string, CandidateScope>();
  const add = (kind: 'ROLE' | 'COMPANY' | 'POST' | 'GROUP', role: string, scopeId: string) =>
    scopes.set(`${role}:${scopeId}`, { kind, role, scopeId, accountId: null });
  for (const rule of rules) {
    if (rule.kind === 'COMPANY' && snapshot.companyId !== null) add('COMPANY', rule.role, snapshot.companyId);
    if (rule.kind === 'ROLE') {
      for (const unit of pools.levelUnits) if (unit.level === rule.unit) add('ROLE', rule.role, unit.id);
    }
    if (rule.kind === 'UNIT_ROLE') {
      const unitId = snapshot.unitPath.at(-1 - rule.above);
      if (unitId !== undefined) add('ROLE', rule.role, unitId);
    }
  }
  for (const holder of pools.holders) add('ROLE', holder.role, holder.unitId);
  for (const { kind, rosterId, accountId } of named) {
    if (kind !== 'PERSON' && rosterId !== null) add(kind, kind, rosterId);
    else if (accountId !== null && !barred.has(accountId)) scopes.set(accountId, inPerson(accountId));
  }
  return [...scopes.values()];
}

export function inPerson(accountId: string): CandidateScope {
  return { kind: 'PERSON', role: null, scopeId: null, accountId };
}
