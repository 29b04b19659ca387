import type { AnyStep } from '../further-steps.ts';
import type { Route } from '../world.ts';
import {
  mapStages,
  phaseOf,
  seatOf,
  stageOf,
  withSeat,
  withStage,
  type CaseNow,
  type Dropping,
  type Handing,
  type LettingGo,
  type SeatNow,
  type Regaining,
  type Told,
  type StageNow,
} from './case-now.ts';
import { turnOf, withAdded } from './count.ts';

const UNCLAIMED = { claim: null, delegate: null } as const;

/** On which seat of a stage somebody acts, and in whose name; null in their own. */
export interface Acting {
  readonly it: StageNow;
  readonly seat: number;
  readonly for: number | null;
}

/** The stage and the seat on which this person may act now: for themselves, or else for whom they stand in. */
export function mayAct(route: Route, now: CaseNow, key: string, by: number): Acting | null {
  const stage = stageOf(route, key);
  const it = now.stages[key];
  if (stage === undefined || it?.is !== 'OPEN') return null;
  const turn = turnOf(stage, it);
  const own = turn.find((one) => isTheirs(it, one, by));
  if (own !== undefined) return { it, seat: own, for: null };
  const seat = turn.find((one) => isPrincipals(now, it, one, by));
  return seat === undefined ? null : { it, seat, for: now.away?.of ?? null };
}

/** What a substitute has in hand, the one they stand in for has too. */
function isTheirs({ seats }: StageNow, seat: number, by: number): boolean {
  const { people = [], claim = null } = seats[seat] ?? {};
  return people.includes(by) && (claim === null || claim.by === by || claim.for === by);
}

/** It is whom this person stands in for that it waits for, and they have no other business in the stage. */
function isPrincipals({ away }: CaseNow, it: StageNow, seat: number, by: number): boolean {
  return away?.by === by && isTheirs(it, seat, away.of) && mayReceive(it, by, seat);
}

/** The stages in which somebody has something before them: to speak or to help, for themselves or for whom they stand in. */
export function stagesFor(route: Route, now: CaseNow, person: number): string[] {
  return phaseOf(route, now).stages.flatMap((stage) => {
    const it = now.stages[stage.rule.key];
    if (it?.is !== 'OPEN') return [];
    const theirs = turnOf(stage, it).filter((seat) => {
      const { delegate = null, claim = null } = it.seats[seat] ?? {};
      if (isTheirs(it, seat, person) || worksOn(now, it, seat, person) || claim?.by === person) return true;
      return delegate === null && isPrincipals(now, it, seat, person);
    });
    return theirs.map(() => stage.rule.key);
  });
}

/** Who has no other seat in the stage, holds none, and has no word in it. */
function mayReceive(it: StageNow, to: number, seat: number | null): boolean {
  const hasSpoken = (nth: number) => it.words.some((word) => word.seat === nth);
  const isSeated = it.seats.some(
    ({ people, isGone, claim }, nth) =>
      nth !== seat && !isGone && (people.includes(to) || (claim?.by === to && !hasSpoken(nth))),
  );
  return !isSeated && !it.words.some(({ by }) => by === to);
}

/** Somebody else sits there now. */
export function transferred(route: Route, now: CaseNow, step: Extract<AnyStep, { do: 'TRANSFER' }>): CaseNow | null {
  const { stage, by, to } = step;
  const at = mayAct(route, now, stage, by);
  if (at === null || isDelegated(at) || to === by || !mayReceive(at.it, to, at.seat)) return null;
  return withStage(now, stage, {
    ...withSeat(noted(at, step), at.seat, { people: [to], claim: null }),
    isHandled: true,
  });
}

export function claimed(route: Route, now: CaseNow, step: Extract<AnyStep, { do: 'CLAIM' | 'RELEASE' }>) {
  const { do: what, stage, by } = step;
  const at = stageOf(route, stage)?.rule.mode === 'ANY' ? mayAct(route, now, stage, by) : null;
  if (at === null || (what === 'RELEASE' && claimIn(at) === null)) return null;
  if (isDelegated(at) && (what === 'RELEASE' || claimIn(at)?.by !== by)) return null;
  const noting = { ...at, it: noted(at, step) };
  if (what === 'CLAIM') return withStage(now, stage, held(noting, by, step));
  return withStage(now, stage, withSeat(noting.it, at.seat, { claim: null }));
}

export function regained(route: Route, now: CaseNow, step: Regaining): CaseNow | null {
  const { stage, by } = step;
  const at = mayAct(route, now, stage, by);
  if (at === null || isDelegated(at)) return null;
  const isShared = stageOf(route, stage)?.rule.mode === 'ANY' && at.it.seats[at.seat]?.added === null;
  if (!isShared && !step.inHand) return null;
  const isTheirsStill = step.for === null ? at.for === null : isPrincipals(now, at.it, at.seat, by);
  if (!isTheirsStill || (step.for !== null && now.away?.of !== step.for)) return null;
  return withStage(now, stage, held({ ...at, for: step.for, it: noted(at, step) }, by, step));
}

export function letGo(now: CaseNow, { stage, seat }: LettingGo): CaseNow {
  const it = now.stages[stage];
  return it === undefined ? now : withStage(now, stage, withSeat(it, seat, UNCLAIMED));
}

/** What somebody has in hand for another is in nobody's hand once they stand in for them no longer. */
export function unclaimed(now: CaseNow): CaseNow {
  const without = (seat: SeatNow) => (seat.claim?.for == null ? seat : { ...seat, ...UNCLAIMED });
  return mapStages(now, (it) => ({ ...it, seats: it.seats.map(without) }));
}

/** Somebody takes it, or takes it over from whom they stand in for. */
function held({ it, seat, for: principal }: Acting, by: number, step: Told): StageNow {
  const steps = [...(claimIn({ it, seat })?.steps ?? []), step];
  return withSeat(it, seat, { claim: { by, for: principal, steps } });
}

/** Whoever has it already goes on having it. */
function taken(at: Acting, by: number, step: AnyStep): StageNow {
  return claimIn(at) === null ? held(at, by, step) : at.it;
}

function noted({ it, seat }: { it: StageNow; seat: number }, step: Told): StageNow {
  return withSeat(it, seat, { steps: [...(it.seats[seat]?.steps ?? []), step] });
}

/** Until the delegate has recommended something, or the task is recalled, its holder does nothing else with it. */
export function isDelegated({ it, seat }: { it: StageNow; seat: number }): boolean {
  return it.seats[seat]?.delegate != null;
}

/** Somebody else works on it; whoever asks them keeps the task. */
export function delegated(route: Route, now: CaseNow, step: Extract<AnyStep, { do: 'DELEGATE' }>): CaseNow | null {
  const { stage, by, to } = step;
  const at = mayAct(route, now, stage, by);
  if (at === null || isDelegated(at) || to === by || !mayReceive(at.it, to, at.seat)) return null;
  const kept = taken({ ...at, it: noted(at, step) }, by, step);
  return withStage(now, stage, { ...withSeat(kept, at.seat, { delegate: to }), isHandled: true });
}

/** It is its holder's alone again: they recall it, or the delegate has recommended something. */
export function undelegated(
  route: Route,
  now: CaseNow,
  step: Extract<AnyStep, { do: 'RECALL' | 'RECOMMEND' }>,
): CaseNow | null {
  const at = step.do === 'RECALL' ? mayAct(route, now, step.stage, step.by) : workOf(route, now, step);
  if (at === null || !isDelegated(at)) return null;
  return withStage(now, step.stage, { ...withSeat(noted(at, step), at.seat, { delegate: null }), isHandled: true });
}

function workOf(route: Route, now: CaseNow, { stage, by, of }: Extract<AnyStep, { do: 'RECOMMEND' }>): Acting | null {
  const here = stageOf(route, stage);
  const it = now.stages[stage];
  if (here === undefined || it?.is !== 'OPEN') return null;
  const seat = turnOf(here, it).find((one) => worksOn(now, it, one, by) && it.seats[one]?.people.includes(of) === true);
  return seat === undefined ? null : { it, seat, for: null };
}

/** Asked to work on it, or standing in for whom was asked; whoever has it in hand recalls it instead. */
function worksOn({ away }: CaseNow, it: StageNow, seat: number, by: number): boolean {
  const { delegate = null, claim = null } = it.seats[seat] ?? {};
  if (delegate === null || delegate === by) return delegate === by;
  const isInHand = claim?.by === by || claim?.for === by;
  return away?.by === by && delegate === away.of && !isInHand && mayReceive(it, by, seat);
}

/** The seat of the stage that waits for this person alone, whether or not its turn has come. */
function soleSeat(it: StageNow, from: number): number {
  if (it.is !== 'OPEN' && it.is !== 'PAUSED') return -1;
  return it.seats.findIndex(({ people, isGone, claim }, seat) => {
    const isSole = claim === null ? people.length === 1 && people.includes(from) : claim.by === from;
    return isSole && !isGone && !it.words.some((word) => word.seat === seat);
  });
}

/** Where somebody's tasks would be handed over. */
export function handings(now: CaseNow, { from, to }: Extract<AnyStep, { do: 'HAND_OVER' }>): Handing[] {
  const all = Object.keys(now.stages).map((stage): Handing => ({ do: 'HAND', stage, from, to }));
  return all.filter((one) => handedOver(now, one) !== null);
}

export function handedOver(now: CaseNow, step: Handing): CaseNow | null {
  const { stage, from, to } = step;
  const it = now.stages[stage];
  const seat = it === undefined ? -1 : soleSeat(it, from);
  if (it === undefined || seat === -1 || to === from || !mayReceive(it, to, seat)) return null;
  const delegate = it.seats[seat]?.delegate ?? null;
  const change = { people: [to], claim: null, delegate: delegate === to ? null : delegate, changed: step };
  const given = withSeat(noted({ it, seat }, step), seat, change);
  return withStage(now, stage, { ...given, isHandled: true });
}

export function claimIn({ it, seat }: { it: StageNow; seat: number }) {
  return it.seats[seat]?.claim ?? null;
}

/** Somebody else is asked for their word too; whoever asks keeps the task. */
export function added(route: Route, now: CaseNow, step: Extract<AnyStep, { do: 'ADD' }>): CaseNow | null {
  const { stage, by, to, place } = step;
  const at = mayAct(route, now, stage, by);
  if (at === null || isDelegated(at) || to === by || !mayReceive(at.it, to, null)) return null;
  const kept = taken({ ...at, it: noted(at, step) }, by, step);
  const seats = [...kept.seats, seatOf([to], { to: at.seat, place, by, step })];
  return withStage(now, stage, { ...kept, seats, isHandled: true });
}

/** The step by which whoever sits there was asked, and everything that was done on account of it. */
export function askingOf(now: CaseNow, { stage, who }: Extract<AnyStep, { do: 'REMOVE' }>) {
  const it = now.stages[stage];
  const seat = it?.seats.findIndex(({ added: to, isGone, people }) => to !== null && !isGone && people.includes(who));
  const asking = it?.seats[seat ?? -1]?.added?.step;
  if (it === undefined || seat === undefined || asking === undefined) return null;
  return { asking, done: new Set<unknown>(withAdded(it, seat).flatMap((one) => it.seats[one]?.steps ?? [])) };
}

/** The stage without somebody who was asked, and whom they had asked, as long as none of them has spoken. */
export function without(now: CaseNow, step: Dropping): StageNow | null {
  const { stage, by, asking } = step;
  const it = now.stages[stage];
  if (it?.is !== 'OPEN') return null;
  const seat = it.seats.findIndex(({ added: to, isGone }) => !isGone && to?.step === asking);
  const asked = it.seats[seat]?.added;
  if (asked == null) return null;
  const hasSpoken = (one: number) => it.words.some((word) => word.seat === one);
  const isOurs = isTheirs(it, asked.to, by) || isPrincipals(now, it, asked.to, by);
  if (asked.by !== by && (hasSpoken(asked.to) || !isOurs)) return null;
  const going = withAdded(it, seat);
  if (going.some(hasSpoken)) return null;
  const handled = { ...withSeat(it, asked.to, { changed: step }), isHandled: true };
  return going.reduce<StageNow>((sofar, one) => withSeat(sofar, one, { isGone: true }), handled);
}

/** Whether anybody has taken a task of it. */
export function isTaken({ seats }: StageNow): boolean {
  return seats.some(({ claim }) => claim !== null);
}
