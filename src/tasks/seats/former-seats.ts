import type { StageRule } from '../../domain/routes/route.ts';
import { isTakenBack } from '../../domain/tasks/phase-state.ts';
import type { SignerPlace } from '../../domain/tasks/standing.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { StageApprovers } from '../people/approvers/stage-approvers.ts';
import type { CandidateScope } from '../people/approvers/resolve-approvers.ts';
import type { CaseSnapshot, PhaseRow } from '../snapshot.ts';
import { standInFor } from '../people/stand-ins/stand-in.ts';
import type { Claim } from './claim.ts';
import { inTurns, type SeatPlan } from './seats.ts';

export interface FormerRun {
  readonly id: string;
  readonly outcome: string | null;
  /** In a phase that goes on, only a change of its route cancels a stage. */
  readonly isMoved: boolean;
}

/** The run of a stage before the one that opens now, in this phase or an earlier one; what was taken back left no trace of its own. */
export async function formerRun(
  tx: Tx,
  { id, generation }: CaseSnapshot,
  phase: PhaseRow,
  key: string,
): Promise<FormerRun | undefined> {
  const here = phase.runs.filter((run) => run.key === key && run.kind === 'APPROVAL' && !isTakenBack(phase, run));
  const last = here.at(-1);
  if (last !== undefined) return { id: last.id, outcome: last.outcome, isMoved: last.state === 'CANCELED' };
  if (phase.context.approved === undefined) return undefined;
  return tx.maybe<FormerRun & Record<string, unknown>>(
    `SELECT s.id, s.outcome, false AS "isMoved" FROM stage s JOIN phase p ON p.case_id = s.case_id AND p.seq = s.phase_seq
     WHERE s.case_id = $1 AND s.key = $2 AND s.kind = 'APPROVAL' AND s.phase_seq < $3 AND p.generation = $4
       AND p.outcome IS DISTINCT FROM 'TAKEN_BACK' AND NOT (s.state = 'SUPERSEDED' AND s.superseded_by IS NULL)
     ORDER BY s.phase_seq DESC, s.instance DESC LIMIT 1`,
    [id, key, phase.seq, generation],
  );
}

interface Wanted {
  readonly rule: StageRule;
  readonly approvers: StageApprovers;
  readonly runId: string;
  /** Whose word is taken back; null where the stage only comes back with what was taken back. */
  readonly takenBackBy: string | null;
}

interface FormerSeat extends Record<string, unknown> {
  readonly id: string;
  readonly position: number;
  readonly weight: number;
  readonly added: { readonly by: string; readonly place: SignerPlace; readonly accountId: string } | null;
  readonly outcome: 'APPROVE' | 'REJECT' | null;
  readonly decidedBy: string | null;
  readonly onBehalfOf: string | null;
  readonly assignee: string | null;
  readonly delegate: string | null;
  readonly isTakers: boolean;
  readonly offers: readonly CandidateScope[];
}

/**
 * The seats as they were, with the words given on them, who holds them and to whom they were handed; whose word is taken back is asked again.
 * Undefined when that leaves nobody to ask, or somebody who may not act any more: then the stage opens for whom its rules name now.
 */
export async function formerSeats(tx: Tx, wanted: Wanted): Promise<SeatPlan[] | undefined> {
  const { rule, approvers, runId, takenBackBy } = wanted;
  const rows = await tx.rows<FormerSeat>(FORMER, [runId, takenBackBy]);
  const barred = new Set(approvers.exclusions.map(({ accountId }) => accountId));
  const numbers = new Map(rows.map(({ id }, index) => [id, index + 1]));
  const seats: SeatPlan[] = [];
  for (const row of rows) seats.push(seatOf(row, await claimAgain(tx, row, wanted), approvers, numbers));
  const isLost = ({ state, offers }: SeatPlan) =>
    state !== 'DONE' && offers.every(({ accountId }) => accountId !== null && barred.has(accountId));
  return seats.length === 0 || seats.some(isLost) ? undefined : inTurns(rule, seats);
}

/** In whose hand a seat is again: whoever takes their word back on it, or who had it before them, as far as they still may. */
async function claimAgain(
  tx: Tx,
  row: FormerSeat,
  { rule, approvers, takenBackBy }: Wanted,
): Promise<Claim | undefined> {
  const { assignee, onBehalfOf: principal, added, isTakers } = row;
  if (row.outcome !== null) return undefined;
  const isShared = rule.mode === 'ANY' && added === null;
  const claims: Claim[] = [];
  if (isTakers && takenBackBy !== null && (isShared || assignee !== null)) claims.push({ by: takenBackBy, principal });
  if (assignee !== null) claims.push({ by: assignee, principal: isTakers ? null : principal });
  const isAsked = (id: string) =>
    approvers.holders.includes(id) || row.offers.some(({ accountId }) => accountId === id);
  for (const claim of claims) {
    if (!isAsked(claim.principal ?? claim.by)) continue;
    if (claim.principal === null || (await standInFor(tx, row.id, claim.by))?.principalId === claim.principal)
      return claim;
  }
  return undefined;
}

function seatOf(
  row: FormerSeat,
  claim: Claim | undefined,
  approvers: StageApprovers,
  numbers: ReadonlyMap<string, number>,
): SeatPlan {
  const { outcome, position, weight, offers, added } = row;
  const to = added === null ? undefined : numbers.get(added.by);
  // Whoever had it may have it no longer, and with them goes whom they had asked to work on it.
  const isLapsed = claim === undefined && row.assignee !== null;
  const named = offers.flatMap(({ accountId }) => (accountId === null ? [] : [accountId]));
  return {
    n: numbers.get(row.id) ?? 0,
    position,
    weight,
    state: outcome !== null ? 'DONE' : claim === undefined ? 'OPEN' : 'CLAIMED',
    hold: null,
    automatic: null,
    outcome,
    decidedBy: outcome === null ? null : row.decidedBy,
    onBehalfOf: outcome === null ? (claim?.principal ?? null) : row.onBehalfOf,
    added: added === null || to === undefined ? null : { to, place: added.place, by: added.accountId },
    assignee: claim?.by ?? null,
    delegate: outcome !== null || isLapsed ? null : row.delegate,
    former: row.id,
    offers,
    holders: claim === undefined ? (named.length === offers.length ? named : approvers.holders) : [claim.by],
  };
}

/** Whoever works on task `t` is there still, and has declared nothing that keeps them away. */
const MAY_WORK = `EXISTS (SELECT FROM account w WHERE w.id = t.delegate_id AND w.state = 'ACTIVE') AND NOT EXISTS (
    SELECT FROM conflict_declaration k JOIN "case" c ON c.id = t.case_id
    WHERE k.account_id = t.delegate_id AND k.withdrawn_at IS NULL AND (k.company_id = c.company_id OR k.case_id = c.id))`;

/**
 * The word on task `t` is the one that is taken back. Whoever had a word carried over by a move of the route, in somebody else's name, may have given
 * another one since: it is the last.
 */
const IS_TAKEN_BACK = `coalesce(t.decided_by = $2 AND t.ended_at = (
    SELECT max(o.ended_at) FROM task o WHERE o.stage_id = t.stage_id AND o.decided_by = $2 AND NOT o.dropped), false)`;

const FORMER = `SELECT t.id, t.position, t.weight,
    CASE WHEN t.added_by_task IS NOT NULL
      THEN jsonb_build_object('by', t.added_by_task, 'place', t.added_place, 'accountId', t.added_by) END AS added,
    CASE WHEN t.state = 'DONE' AND t.outcome IN ('APPROVE', 'REJECT') AND NOT ${IS_TAKEN_BACK} THEN t.outcome END AS outcome,
    t.decided_by AS "decidedBy", t.on_behalf_of AS "onBehalfOf", CASE WHEN t.state <> 'DONE' OR ${IS_TAKEN_BACK} THEN t.assignee_id END AS assignee,
    CASE WHEN ${MAY_WORK} THEN t.delegate_id END AS delegate,
    t.state = 'DONE' AND ${IS_TAKEN_BACK} AS "isTakers",
    coalesce((SELECT jsonb_agg(jsonb_build_object('kind', c.kind, 'role', c.role, 'scopeId', c.scope_id, 'accountId', c.account_id) ORDER BY c.id)
      FROM task_candidate c WHERE c.task_id = t.id AND NOT c.escalated), '[]') AS offers
  FROM task t WHERE t.stage_id = $1 AND NOT t.dropped ORDER BY t.position, t.id`;
