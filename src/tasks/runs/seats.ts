import type { Act } from '../../acts/act.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import { standing, type Seat } from '../../domain/tasks/standing.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { Place } from '../../domain/routes/approvers/seat-people.ts';
import type { AutomaticReason } from '../../domain/tasks/automatic-reasons.ts';
import type { Automatic } from '../people/approvers/stage-approvers.ts';
import { inPerson, type Approvers, type CandidateScope } from '../people/approvers/resolve-approvers.ts';

/** A seat as it is going to be: one task. */
export interface SeatPlan {
  readonly n: number;
  readonly position: number;
  readonly weight: number;
  readonly state: 'OPEN' | 'CLAIMED' | 'SUSPENDED' | 'DONE';
  readonly hold: 'TURN' | null;
  readonly assignee: string | null;
  readonly outcome: string | null;
  readonly decidedBy: string | null;
  /** Why the system spoke for this seat; null where a person does. */
  readonly automatic: AutomaticReason | null;
  /** In whose name it was decided, when not in their own. */
  readonly onBehalfOf: string | null;
  readonly offers: readonly CandidateScope[];
  /** Who hears of it when it opens. */
  readonly holders: readonly string[];
}

/** A word given in an earlier run of the stage that still counts. */
export interface CarriedVote {
  /** Whose seat it is. */
  readonly accountId: string;
  readonly outcome: 'APPROVE' | 'REJECT';
  readonly decidedBy: string;
  readonly onBehalfOf: string | null;
}

const UNDECIDED = { hold: null, outcome: null, decidedBy: null, onBehalfOf: null, automatic: null } as const;
const SAME_APPROVER = { outcome: 'APPROVE', automatic: 'SAME_APPROVER' } as const;

/** Mode ANY, or nobody but the administrators' pool to ask: one seat for whoever comes. */
export function sharedSeat(
  approvers: Pick<Approvers, 'scopes' | 'holders'>,
  /** Who has it in hand, if they may keep it. */
  claimedBy: string | null = null,
): SeatPlan {
  const assignee = claimedBy !== null && approvers.holders.includes(claimedBy) ? claimedBy : null;
  return {
    n: 1,
    position: 1,
    weight: 1,
    ...UNDECIDED,
    state: assignee === null ? 'OPEN' : 'CLAIMED',
    assignee,
    offers: approvers.scopes,
    holders: assignee === null ? approvers.holders : [assignee],
  };
}

/** The one seat of a stage in which nobody is asked. */
export function systemSeat({ outcome, reasonCode }: Automatic): SeatPlan {
  return {
    n: 1,
    position: 1,
    weight: 1,
    state: 'DONE',
    hold: null,
    assignee: null,
    outcome,
    decidedBy: null,
    onBehalfOf: null,
    automatic: reasonCode,
    offers: [],
    holders: [],
  };
}

/**
 * One seat per person, fixed now (product §1). Who approved before, where the route lets that count, has spoken already. Words that are carried over count as they were given, unless then nobody would be left to
 * be asked.
 */
export function personalSeats(rule: StageRule, places: readonly Place[], carried: readonly CarriedVote[]): SeatPlan[] {
  const words = new Map(carried.map(({ accountId, ...word }) => [accountId, word]));
  const seats = places.map(({ accountId, weight, skipped }, index): SeatPlan => {
    const word = skipped ? SAME_APPROVER : words.get(accountId);
    return {
      n: index + 1,
      position: index + 1,
      weight,
      assignee: null,
      ...UNDECIDED,
      ...word,
      state: word === undefined ? 'OPEN' : 'DONE',
      offers: [inPerson(accountId)],
      holders: [accountId],
    };
  });
  const inTurn = inTurns(rule, seats);
  return inTurn !== undefined || words.size === 0 ? (inTurn ?? seats) : personalSeats(rule, places, []);
}

/** Whose turn has not come waits; undefined when nobody would be left to be asked. */
export function inTurns(rule: StageRule, seats: readonly SeatPlan[]): SeatPlan[] | undefined {
  const { open } = standing(rule, seats.map(asSeat));
  if (open.size === 0) return undefined;
  return seats.map((seat) =>
    seat.state !== 'DONE' && !open.has(String(seat.n))
      ? { ...seat, state: 'SUSPENDED', hold: 'TURN', assignee: null }
      : seat,
  );
}

/** A seat to come, as `standing` counts it. */
export function asSeat({ n, position, weight, state, outcome }: SeatPlan): Seat {
  return {
    id: String(n),
    position,
    weight,
    state: state === 'DONE' ? 'DONE' : 'OPEN',
    outcome: outcome === 'APPROVE' || outcome === 'REJECT' ? outcome : null,
    added: null,
  };
}

/** A seat that is there. */
export interface SeatRow extends Seat {
  readonly isClaimed: boolean;
  /** The system spoke for it. */
  readonly isAutomatic: boolean;
  readonly decidedBy: string | null;
  readonly holders: readonly string[];
}

/** The seats of a stage, in the order of their turns; whom it did not need any more when it ended counts as not asked. */
export function readSeats(tx: Tx, stageId: string): Promise<SeatRow[]> {
  return tx.rows<SeatRow>(
    `SELECT t.id, t.position, t.weight, t.assignee_id IS NOT NULL AS "isClaimed",
       t.state = 'DONE' AND t.decided_by IS NULL AS "isAutomatic", t.decided_by AS "decidedBy", NULL AS added,
       CASE WHEN t.dropped THEN 'GONE' WHEN t.state = 'DONE' THEN 'DONE' WHEN t.hold IS NOT NULL THEN 'HELD' ELSE 'OPEN' END AS state,
       CASE WHEN t.state <> 'DONE' THEN NULL WHEN t.outcome = 'SIGN' THEN 'APPROVE' ELSE t.outcome END AS outcome,
       coalesce((SELECT jsonb_agg(c.account_id) FROM task_candidate c WHERE c.task_id = t.id AND c.account_id IS NOT NULL), '[]') AS holders
     FROM task t WHERE t.stage_id = $1 ORDER BY t.position, t.id`,
    [stageId],
  );
}

/** One word on a seat, its person's or, null, the system's; the stage goes on. */
export function closeSeat(act: Act, taskId: string, outcome: string, accountId: string | null): void {
  act.tx.send(
    `WITH shut AS (UPDATE task_candidate SET open = false WHERE open AND task_id = $1),
       passed AS (UPDATE due_act SET state = 'CANCELED' WHERE task_id = $1 AND state IN ('PENDING', 'SUSPENDED'))
     UPDATE task SET state = 'DONE', outcome = $2, decided_by = $3, on_behalf_of = $5, ended_at = $4, version = version + 1 WHERE id = $1`,
    [taskId, outcome, accountId, act.now, act.onBehalfOf],
  );
}

/** Approvals given in the run before this one that stand after a return, where the route keeps them. */
export async function carriedVotes(
  tx: Tx,
  former: { readonly id: string; readonly outcome: string | null; readonly state: string } | undefined,
  { votesOnReturn }: Pick<StageRule, 'votesOnReturn'>,
  carriesWords: boolean,
): Promise<CarriedVote[]> {
  // In a phase that goes on, only a change of its route cancels a stage.
  const isMoved = carriesWords || former?.state === 'CANCELED';
  if (former === undefined || !(isMoved || (former.outcome === 'RETURN' && votesOnReturn === 'KEEP'))) return [];
  return tx.rows<CarriedVote & Record<string, unknown>>(
    `SELECT coalesce(on_behalf_of, decided_by) AS "accountId", outcome, decided_by AS "decidedBy", on_behalf_of AS "onBehalfOf" FROM task
     WHERE stage_id = $1 AND state = 'DONE' AND decided_by IS NOT NULL AND outcome = ANY ($2)`,
    [former.id, isMoved ? ['APPROVE', 'REJECT'] : ['APPROVE']],
  );
}

/** Who has the one task of a stage in hand. */
export async function claimIn(tx: Tx, stageId: string | undefined): Promise<string | null> {
  const row = await tx.maybe<{ assignee: string | null }>(
    `SELECT assignee_id AS assignee FROM task WHERE stage_id = $1 AND state = 'CLAIMED'`,
    [stageId ?? null],
  );
  return row?.assignee ?? null;
}
