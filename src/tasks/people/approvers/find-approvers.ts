import type { ApproverRule } from '../../../domain/routes/approvers/approver-rule.ts';
import { goesToSuperior, seatPeople, type BarringReason } from '../../../domain/routes/approvers/seat-people.ts';
import type { StageRule } from '../../../domain/routes/route.ts';
import type { Tx } from '../../../persistence/tx.ts';
import type { CaseSnapshot } from '../../snapshot.ts';
import { approvedBefore } from './approved-before.ts';
import { nobodyFound } from './nobody-found.ts';
import type { StageApprovers } from './stage-approvers.ts';
import { headBeside, inPerson, resolveApprovers } from './resolve-approvers.ts';
import { superiorsOf } from './superiors.ts';

/**
 * Who decides a stage that opens now: those whom its rules name, then its fallback, then what `onNobody` says. Always somebody, or a word of
 * the system, or the refusal of the act.
 * @throws Refusal NOBODY_LEFT
 */
export async function findApprovers(
  tx: Tx,
  snapshot: CaseSnapshot,
  rule: StageRule,
  bySystem: boolean,
): Promise<StageApprovers> {
  const asked = await seated(tx, snapshot, rule, rule.approvers);
  if (isSomebody(asked)) return asked;
  if (rule.fallback.length > 0) {
    const next = await seated(tx, snapshot, rule, rule.fallback);
    // Whoever joins one of the first pools later may take it still.
    if (isSomebody(next)) return { ...next, scopes: [...asked.scopes, ...next.scopes], standIn: 'FALLBACK' };
  }
  return nobodyFound(tx, snapshot, asked, rule, bySystem);
}

function isSomebody({ holders, automatic }: StageApprovers): boolean {
  return holders.length > 0 || automatic !== null;
}

/** Whom these rules name, after everybody is removed who may not act, or need not. */
async function seated(
  tx: Tx,
  snapshot: CaseSnapshot,
  rule: StageRule,
  rules: readonly ApproverRule[],
): Promise<StageApprovers> {
  const [found, before] = await Promise.all([
    resolveApprovers(tx, snapshot, rule, rules),
    rule.onRepeat === 'AGAIN' ? NOBODY : approvedBefore(tx, snapshot, rule.key),
  ]);
  const excluded = new Map<string, BarringReason>();
  for (const { accountId, reasonCode } of found.exclusions) {
    if (!excluded.has(accountId)) excluded.set(accountId, reasonCode);
  }
  const leaving = found.named
    .map(({ accountId }) => accountId)
    .filter((id) => {
      const reason = excluded.get(id) ?? (before.has(id) ? 'SAME_APPROVER' : undefined);
      return reason !== undefined && goesToSuperior(rule, reason);
    });
  const superiors = await superiorsOf(tx, snapshot, leaving);
  const { places, steppedIn, repeated, passed } = seatPeople(rule, {
    people: found.named,
    excluded,
    approvedBefore: before,
    superiors,
  });
  const isRemoved = new Set(repeated);
  const holders = places.map(({ accountId }) => accountId);
  return {
    ...found,
    scopes: [
      ...found.scopes.filter(({ accountId }) => accountId === null || !isRemoved.has(accountId)),
      ...steppedIn.map(inPerson),
    ],
    holders,
    exclusions: [
      ...found.exclusions,
      ...repeated.map((accountId) => ({ accountId, reasonCode: 'SAME_APPROVER' as const, sourceKey: null })),
    ],
    supervisorId:
      steppedIn.length === 0 ? found.supervisorId : headBeside(found.heads, [...holders, ...excluded.keys()]),
    places,
    automatic: passed === null ? null : { outcome: 'APPROVE', reasonCode: passed },
    standIn: null,
  };
}

const NOBODY: ReadonlySet<string> = new Set();
