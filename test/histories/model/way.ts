import type { Route, WorldPhase, WorldStage } from '../world.ts';
import {
  CLEARED,
  followers,
  IDLE,
  mapStages,
  phaseOf,
  seatOf,
  stageOf,
  withSeat,
  withStage,
  type CaseNow,
  type Reopening,
  type SeatNow,
  type StageNow,
  type Word,
} from './case-now.ts';
import { countOf } from './count.ts';

export function begin(route: Route): CaseNow {
  const empty: CaseNow = {
    phase: 0,
    stages: Object.fromEntries(route.phases.flatMap(({ stages }) => stages.map(({ rule }) => [rule.key, IDLE]))),
    owed: null,
    ended: null,
    left: route.phases.map(() => null),
    said: [],
    visit: 1,
    away: null,
    moved: false,
  };
  return forward(route, empty);
}

/** Everything before it has passed. */
export function isReady(route: Route, now: CaseNow, key: string): boolean {
  const phase = phaseOf(route, now);
  const before = phase.stages.filter(({ rule }) => followers(phase, rule.key).has(key));
  return before.every(({ rule }) => now.stages[rule.key]?.is === 'PASSED');
}

/** Opens what can begin, and goes on to the next phase when nothing is left of this one. */
export function forward(route: Route, now: CaseNow): CaseNow {
  const { stages } = phaseOf(route, now);
  if (stages.every(({ rule }) => now.stages[rule.key]?.is === 'PASSED')) return enter(route, now);
  const ready = stages.filter(({ rule }) => now.stages[rule.key]?.is === 'IDLE' && isReady(route, now, rule.key));
  return ready.reduce((sofar, { rule }) => open(route, sofar, rule.key, sofar.stages[rule.key]?.owes ?? null), now);
}

function enter(route: Route, over: CaseNow): CaseNow {
  const done = closeVisit({ ...over, left: over.left.map((one, index) => (index === over.phase ? null : one)) });
  const phase = route.phases[done.phase + 1];
  if (phase === undefined) return { ...done, ended: 'APPROVED' };
  const left = done.left[done.phase + 1] ?? null;
  const keeps = ({ rule }: WorldStage) => {
    if (left === null || done.stages[rule.key]?.is !== 'PASSED') return false;
    return left.resume === 'BACK' ? rule.key !== left.stage : rule.onReturn === 'KEEP';
  };
  const isNothingLeft = phase.stages.every(keeps);
  const begun = mapStages({ ...done, phase: done.phase + 1 }, (one, key) => {
    const stage = phase.stages.find(({ rule }) => rule.key === key);
    // A route changed meanwhile may want nothing that had not been approved: then all of it is asked again.
    if (stage === undefined || (keeps(stage) && !isNothingLeft)) return one;
    return { ...one, ...CLEARED, ...(key === left?.stage ? { words: one.words, keeps: one.keeps } : {}) };
  });
  const asked = left?.resume === 'BACK' ? open(route, begun, left.stage, null) : begun;
  return forward(route, asked);
}

/** The last word of a visit is the one that ended it. */
export function closeVisit(now: CaseNow): CaseNow {
  const last = now.said.findLast(({ visit }) => visit === now.visit);
  return {
    ...now,
    visit: now.visit + 1,
    said: now.said.map((one) => (one === last ? { ...one, isLast: true } : one)),
  };
}

/** Others are asked now: whatever was said counts, and whoever has the one task of the stage in hand keeps it if they are still asked. */
export function reopenedFor(route: Route, now: CaseNow, key: string, wasShared: boolean): CaseNow {
  const it = now.stages[key] ?? IDLE;
  const isOpen = !it.words.some((word) => word.seat === 0);
  const claim = wasShared && isOpen ? it.seats[0]?.claim : null;
  const opened = open(route, withStage(now, key, { ...it, is: 'IDLE', keeps: true }), key, it.owes);
  const [seat] = opened.stages[key]?.seats ?? [];
  const isShared = stageOf(route, key)?.rule.mode === 'ANY';
  if (!isShared || claim == null || seat?.people.includes(claim.for ?? claim.by) !== true) return opened;
  return withStage(opened, key, withSeat(opened.stages[key] ?? IDLE, 0, { claim }));
}

/** Its seats are those its rule names; what is kept of the time before stays where its person still has one. */
export function open(route: Route, now: CaseNow, key: string, owes: string | null): CaseNow {
  const it = now.stages[key] ?? IDLE;
  const stage = stageOf(route, key);
  if (stage === undefined) return now;
  const fresh: StageNow = { ...IDLE, is: 'OPEN', seats: seatsOf(stage), owes, run: it.run + 1, stands: true };
  const kept = { ...fresh, ...carried(stage, fresh.seats, it) };
  // What would leave nobody to be asked is not kept.
  const isKept = it.keeps && it.is !== 'PASSED' && countOf(stage, kept) === null;
  return withStage(now, key, isKept ? kept : fresh);
}

function seatsOf({ rule, people }: WorldStage): SeatNow[] {
  return rule.mode === 'ANY' ? [seatOf(people)] : people.map((person) => seatOf([person]));
}

/** Whoever had said yes has said it, and whoever had been asked by somebody who still has a seat is still asked. */
function carried({ rule }: WorldStage, fresh: readonly SeatNow[], before: StageNow): Pick<StageNow, 'seats' | 'words'> {
  const own = before.seats.filter(({ added, isGone }) => added === null && !isGone);
  // Where one seat takes the place of several, nobody has theirs any more.
  if (rule.mode === 'ANY' && own.length > 1) return { seats: fresh, words: [] };
  // What the system said because nobody did is not kept: who is asked again gets time anew.
  const wordOn = (seat: number) => before.words.find((word) => word.seat === seat && word.by !== null);
  const isTimedOut = (seat: number) => before.words.some((word) => word.seat === seat && word.by === null);
  const places = new Map<number, number>();
  const seats = [...fresh];
  const words: Word[] = [];
  const place = (former: number, seat: number) => {
    places.set(former, seat);
    const word = wordOn(former);
    if (word !== undefined) words.push({ ...word, seat });
  };
  for (const [nth, { people, added, isGone, claim, returner }] of before.seats.entries()) {
    if (isGone) continue;
    const word = wordOn(nth);
    const held = isTimedOut(nth) ? null : claim;
    const person = word?.for ?? word?.by ?? returner ?? held?.for ?? held?.by ?? people[0] ?? -1;
    if (added === null) {
      const seat = rule.mode === 'ANY' ? 0 : fresh.findIndex(({ people: here }) => here.includes(person));
      if (seat !== -1) place(nth, seat);
      continue;
    }
    const to = places.get(added.to);
    // One person has one seat.
    if (to === undefined || fresh.some((one) => one.people.includes(person))) continue;
    place(nth, seats.push(seatOf([person], { ...added, to })) - 1);
  }
  return { seats, words };
}

/** Run forward again: whatever is open goes, and what came after the target is done again unless its rule keeps it. */
export function runAgain(phase: WorldPhase, now: CaseNow, to: string, by: string | null): CaseNow {
  const later = followers(phase, to);
  // Who waited for an answer out of what is closed now does not wait any more.
  const answers = Object.values(now.stages).flatMap(({ is, owes }) => (is === 'OPEN' && owes !== null ? [owes] : []));
  return mapStages(answers.reduce(release, now), (one, key) => {
    const stage = phase.stages.find(({ rule }) => rule.key === key);
    if (stage === undefined || key === to || key === by) return one;
    if (one.is === 'OPEN' || one.is === 'PAUSED') return { ...one, ...CLEARED };
    const redo = later.has(key) && stage.rule.onReturn === 'REDO';
    return redo ? { ...one, ...CLEARED } : one;
  });
}

export function release(now: CaseNow, key: string): CaseNow {
  const it = now.stages[key] ?? IDLE;
  return it.is === 'AWAY' ? withStage(now, key, { ...it, is: 'IDLE' }) : now;
}

export function supplemented(route: Route, now: CaseNow, changed: readonly string[]): CaseNow | null {
  if (now.owed === null) return null;
  const resumed = mapStages({ ...now, owed: null }, (one) => (one.is === 'PAUSED' ? { ...one, is: 'OPEN' } : one));
  const touched = phaseOf(route, now).stages.filter(
    ({ rule }) => now.stages[rule.key]?.is === 'PASSED' && rule.dependsOn.some((item) => changed.includes(item)),
  );
  const again = [...(now.owed === '' ? [] : [now.owed]), ...touched.map(({ rule }) => rule.key)];
  const opened = again.reduce((sofar, key) => open(route, sofar, key, sofar.stages[key]?.owes ?? null), resumed);
  // A route that was changed meanwhile may want other stages now, or none that has not passed.
  return forward(route, opened);
}

export function reopen(route: Route, now: CaseNow, { stage, seats, words: given }: Reopening): CaseNow {
  const it = now.stages[stage];
  const here = phaseOf(route, now).stages.find(({ rule }) => rule.key === stage);
  if (it === undefined || here === undefined || (it.is !== 'OPEN' && it.is !== 'IDLE')) return now;
  const words = given.filter(({ n }) => now.said.some((one) => one.n === n));
  const missing = words.filter(({ n }) => !it.words.some((one) => one.n === n));
  if (it.is === 'OPEN') return withStage(now, stage, { ...it, seats, words: [...it.words, ...missing] });
  if (!isReady(route, now, stage)) return now;
  const opened = open(route, now, stage, it.owes);
  return withStage(opened, stage, { ...(opened.stages[stage] ?? IDLE), seats, words });
}
