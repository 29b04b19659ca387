import type { StageRule } from '../../domain/routes/route.ts';
import type { Tx } from '../../persistence/tx.ts';
import { findApprovers } from '../../tasks/people/approvers/find-approvers.ts';
import type { Automatic, StandIn } from '../../tasks/people/approvers/stage-approvers.ts';
import { taskHolders } from '../../tasks/people/people.ts';
import type { CaseSnapshot } from '../../tasks/snapshot.ts';
import type { WrittenRun } from './read-course.ts';

/** Whose membership makes them an approver: a role in a unit, a post or group, a role in the company, or they themselves. */
export interface Pool {
  readonly kind: string;
  readonly role: string | null;
  readonly scopeId: string | null;
}

/** Who may decide a stage, by account ids. */
export interface Deciders {
  readonly people: readonly string[];
  readonly pools: readonly Pool[];
  readonly excluded: readonly {
    readonly accountId: string;
    readonly reasonCode: string;
    readonly sourceKey: string | null;
  }[];
  /** Who comes in because the rule finds nobody. */
  readonly standIn: StandIn | null;
  /** What the system will decide by itself as the stage opens. */
  readonly automatic: Automatic | null;
  /** How many decide one after the other. */
  readonly turns: number;
}

/** Who would decide the stage if it opened at this moment; substitutes of theirs are not named. */
export async function decidersToCome(tx: Tx, snapshot: CaseSnapshot, rule: StageRule): Promise<Deciders> {
  const found = await findApprovers(tx, snapshot, rule, true);
  const named = new Set(found.named.map(({ accountId }) => accountId));
  return {
    people: found.holders,
    pools: poolsOf(found.scopes),
    excluded: found.exclusions.filter(({ accountId }) => named.has(accountId)),
    standIn: found.standIn,
    automatic: found.automatic,
    turns: rule.mode === 'SEQUENCE' ? Math.max(1, found.places.length) : 1,
  };
}

/** Who may decide what is open now: whoever holds the seats, and those whose turn comes after. */
export async function decidersNow(tx: Tx, run: WrittenRun): Promise<Deciders> {
  const holders = await Promise.all(run.tasks.map(({ id }) => taskHolders(tx, id)));
  const scopes = run.tasks.flatMap((task) => task.scopes);
  const waiting = run.tasks
    .filter(({ state }) => state === 'SUSPENDED')
    .flatMap((task) => task.scopes.flatMap(({ accountId }) => (accountId === null ? [] : [accountId])));
  return {
    people: [...new Set([...holders.flat(), ...waiting])],
    pools: poolsOf(scopes),
    excluded: run.exclusions,
    standIn: null,
    automatic: null,
    turns: 1,
  };
}

function poolsOf(scopes: readonly Pool[]): Pool[] {
  const pools = scopes.map(({ kind, role, scopeId }): Pool => ({
    kind,
    role: kind === 'ROLE' || kind === 'COMPANY' ? role : null,
    scopeId,
  }));
  return [...new Map(pools.map((pool) => [`${pool.kind}:${pool.role ?? ''}:${pool.scopeId ?? ''}`, pool])).values()];
}
