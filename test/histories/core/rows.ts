import { Refusal } from '../../../src/domain/refusal.ts';
import type { StageRule } from '../../../src/domain/routes/route.ts';
import type { PhaseContext, PhaseState, StageRun } from '../../../src/domain/tasks/phase-state.ts';
import { awaitsSigners } from '../../../src/domain/tasks/standing.ts';
import type { Route, WorldPhase, WorldStage } from '../world.ts';
import type { BoardSeat } from './seats.ts';

export interface Run extends StageRun {
  state: StageRun['state'];
  outcome: string | null;
  returningKey: string | null;
  supersededBy: string | null;
  readonly seats: BoardSeat[];
  /** Of its rule when it was opened. */
  readonly mode: StageRule['mode'];
  /** Somebody handed a task of it on, or asked somebody else about it. */
  isHandled: boolean;
  /** Counts every act, as the clock does. */
  readonly openedAt: number;
}

export interface Phase {
  world: WorldPhase;
  readonly context: PhaseContext;
  readonly runs: Run[];
  kept: readonly string[];
  outcome: string | null;
  left: PhaseContext;
}

/** What opened a run; null for the phase, and for a word taken back. */
export type Cause = Pick<Decision, 'n' | 'word'>;

export interface Decision {
  readonly n: number;
  readonly run: Run;
  readonly phase: Phase;
  readonly seat: BoardSeat;
  /** Null: the system, because nobody spoke in time. */
  readonly by: number | null;
  /** In whose name, when not in their own. */
  readonly principal: number | null;
  readonly word: string;
  readonly at: number;
  takenBack: boolean;
}

export const UNCLAIMED = { claimedBy: null, claimedFor: null, claimedAt: null } as const;

export function turns(run: Run, open: ReadonlySet<string>): void {
  for (const seat of run.seats) {
    if (seat.state === 'DONE' || seat.state === 'GONE') continue;
    if (open.has(seat.id)) seat.state = 'OPEN';
    else if (seat.state === 'OPEN') {
      const keeps = awaitsSigners(seat, run.seats);
      Object.assign(seat, keeps ? { state: 'HELD' } : { state: 'HELD', ...UNCLAIMED });
    }
  }
}

export function stateOf(phase: Phase): PhaseState {
  return { name: phase.world.name, rules: rulesOf(phase.world), runs: phase.runs, kept: phase.kept };
}

export function rulesOf({ stages }: WorldPhase): StageRule[] {
  return stages.map(({ rule }) => rule);
}

/** One person decides; whoever was ever added to the stage makes them count. */
export function isAlone({ mode }: StageRule, { seats }: Run): boolean {
  return mode === 'ANY' && seats.every(({ added }) => added === null);
}

export function assertNotDelegated({ delegate }: BoardSeat): void {
  if (delegate !== null) throw new Refusal('DELEGATED_AWAY');
}

/** Somebody has a seat beside this one: it is theirs, they hold it, or they have spoken on it. */
export function isSeated(seats: readonly BoardSeat[], who: number, beside: BoardSeat | null): boolean {
  const isTheirs = ({ people, state, claimedBy, decidedBy }: BoardSeat) =>
    people.includes(who) || (claimedBy === who && state !== 'DONE') || decidedBy === who;
  return seats.some((one) => one !== beside && one.state !== 'GONE' && isTheirs(one));
}

/** `seat` is the one they get; null for one of their own beside it. */
export function mayReceive({ seats }: Run, { by, to }: { by: number; to: number }, seat: BoardSeat | null): boolean {
  return !isSeated(seats, to, seat) && to !== by;
}

export function assertReceiver(run: Run, between: { by: number; to: number }, seat: BoardSeat | null): void {
  if (!mayReceive(run, between, seat)) throw new Refusal('RECEIVER_NOT_POSSIBLE');
}

export function phaseOf({ phases }: Route, name: string): WorldPhase {
  const phase = phases.find((one) => one.name === name);
  if (phase === undefined) throw new Error(`No phase ${name}`);
  return phase;
}

export function stageOf({ stages }: WorldPhase, key: string): WorldStage {
  const stage = stages.find(({ rule }) => rule.key === key);
  if (stage === undefined) throw new Refusal('NOT_FOUND');
  return stage;
}
