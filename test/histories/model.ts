import type { AnyStep } from './further-steps.ts';
import { after, seal } from './model/after.ts';
import {
  IDLE,
  routeOf,
  type CaseNow,
  type Dropping,
  type Said,
  type SeatNow,
  stageOf,
  type StageNow,
  type Told,
} from './model/case-now.ts';
import { turnOf } from './model/count.ts';
import { askingOf, handings, isTaken, mayAct, stagesFor } from './model/seats.ts';
import { begin, isReady } from './model/way.ts';
import type { Route, World, WorldStage } from './world.ts';

function dropping(now: CaseNow, step: Extract<AnyStep, { do: 'REMOVE' }>): Dropping {
  return { do: 'DROP', stage: step.stage, by: step.by, asking: askingOf(now, step)?.asking ?? step };
}

/**
 * The oracle. It knows one thing the product does not do: to take a word back it tells the whole story again without it, and asks whether
 * everything that came later could still have happened.
 */
export class Model {
  readonly #world: World;
  #story: readonly Told[] = [];
  #now: CaseNow;

  constructor(world: World) {
    this.#world = world;
    this.#now = begin(world);
  }

  /** False: it is refused, and nothing changes. */
  take(step: AnyStep): boolean {
    if (step.do === 'TAKE_BACK') return this.#takeBack(step.of);
    if (step.do === 'REMOVE') return this.#remove(step);
    if (step.do === 'HAND_OVER') return this.#handOver(step);
    const next = after(this.#world, this.#now, step);
    if (next === null) return false;
    // Claiming what one holds already changes nothing.
    if (step.do === 'CLAIM' && claimsOf(this.#now, step.stage).some(({ by }) => by === step.by)) return true;
    this.#story = step.do === 'RELEASE' ? this.#released(step) : [...this.#lapsed(step), step];
    this.#now = next;
    return true;
  }

  /** Whether it would be allowed; changes nothing. */
  allows(step: AnyStep): boolean {
    if (step.do === 'TAKE_BACK') return this.#without(step.of) !== null;
    if (step.do === 'HAND_OVER') return this.#now.ended === null && handings(this.#now, step).length > 0;
    return after(this.#world, this.#now, step.do === 'REMOVE' ? dropping(this.#now, step) : step) !== null;
  }

  #handOver(step: Extract<AnyStep, { do: 'HAND_OVER' }>): boolean {
    const told = this.#now.ended === null ? handings(this.#now, step) : [];
    const story = [...this.#story, ...told];
    const next = told.reduce<CaseNow | null>((now, one) => now && after(this.#world, now, one), this.#now);
    if (next === null || told.length === 0) return false;
    this.#story = story;
    this.#now = next;
    return true;
  }

  /** What somebody did while they were asked has left no trace when they are asked no longer. */
  #remove(step: Extract<AnyStep, { do: 'REMOVE' }>): boolean {
    const told = dropping(this.#now, step);
    const next = after(this.#world, this.#now, told);
    if (next === null) return false;
    const done = askingOf(this.#now, step)?.done;
    this.#story = [...this.#story.filter((one) => done?.has(one) !== true), told];
    this.#now = next;
    return true;
  }

  #takeBack(n: number): boolean {
    const undone = this.#without(n);
    if (undone === null) return false;
    this.#story = undone.story;
    this.#now = undone.now;
    return true;
  }

  #without(n: number): { story: Told[]; now: CaseNow } | null {
    const said = this.#now.said.find((one) => one.n === n);
    const step = this.#story.find((one) => 'n' in one && one.n === n);
    if (said === undefined || step === undefined || step.do === 'SUPPLEMENT' || this.#now.ended !== null) return null;
    const { by } = said;
    if (said.sealed || by === null) return null;
    // Somebody else's return has made an end of the run this word belongs to.
    const sameRun = this.#now.said.filter(
      ({ stage, run, visit }) => stage === said.stage && run === said.run && visit === said.visit,
    );
    if (sameRun.some((one) => one !== said && one.sentBack)) return null;
    // What the applicant owes to somebody else comes first.
    if (this.#now.owed !== null && step !== this.#story.find(asked(this.#now))) return null;
    // A run that has to be gone through again has taken its words with it.
    const isOver = said.visit !== this.#now.visit;
    const it = this.#now.stages[said.stage];
    if (!isOver && (it?.run !== said.run || !it.stands)) return null;
    // What a return had looked at again may rest on material that has changed since.
    const since = this.#story.slice(this.#story.indexOf(step));
    if (said.sentBack && !isOver && since.some((one) => one.do === 'SUPPLEMENT')) return null;
    if (step.do === 'RETURN' && !isOver && !this.#isUntouched(said)) return null;
    // Once its phase is over only the word that ended it brings it back, and only from the phase it led to.
    if (isOver && (!said.isLast || said.visit !== this.#now.visit - 1)) return null;
    const story = this.#story.filter((one) => one !== step);
    const now = this.#tell(story);
    if (now === null || this.#isOvertaken(step, said, now)) return null;
    // A phase that was brought back is a new one: what was said before in any of them stands.
    if (isOver) return this.#handBack({ story: [...story, { do: 'SEAL' }], now: seal(now) }, { ...said, by });
    return this.#handBack({ story, now }, { ...said, by });
  }

  /** Somebody whose turn came by this word has done something with their task since, though they might have done it before. */
  #isOvertaken(word: Told, { stage: key }: Said, { stages }: CaseNow): boolean {
    const stage = stageOf(this.route, key);
    const it = this.#now.stages[key];
    const before = stages[key];
    if (stage === undefined || it === undefined || before?.is !== 'OPEN' || before.run !== it.run) return false;
    const asked = new Set(turnOf(stage, before));
    return turnOf(stage, it).some((seat) => {
      const changed = it.seats[seat]?.changed;
      return changed != null && this.#story.indexOf(changed) > this.#story.indexOf(word) && !asked.has(seat);
    });
  }

  /** What a return opened is as it was: no other return has overtaken it, nobody has spoken in it or taken it. */
  #isUntouched({ opened }: Said): boolean {
    return Object.entries(opened).every(([stage, run]) => {
      const it = this.#now.stages[stage];
      const isSpoken = this.#now.said.some((one) => one.stage === stage && one.run === run);
      return it?.run === run && it.stands && !it.isHandled && !isTaken(it) && !isSpoken;
    });
  }

  /**
   * Whoever takes a word back has the task in hand again, and the words of the others stand, whatever a return of somebody else would
   * have made of them without it.
   */
  #handBack({ story, now }: { story: Told[]; now: CaseNow }, said: Said & { readonly by: number }) {
    const { stage, by, for: principal, inHand, sentBack } = said;
    const isClosed = now.stages[stage]?.is === 'IDLE';
    // What comes before it is being done again.
    if (isClosed && !isReady(this.route, now, stage)) return null;
    const regaining: Told = { do: 'REGAIN', stage, by, for: principal, inHand };
    const back: Told[] = [...(isClosed || !sentBack ? [this.#reopening(stage, by)] : []), regaining];
    return back.reduce(
      (sofar, step) => {
        const next = after(this.#world, sofar.now, step);
        const at = mayAct(this.route, sofar.now, stage, by);
        const claim = at?.it.seats[at.seat]?.claim;
        const isTheirs = step.do === 'REGAIN' && claim?.by === by && claim.for === principal;
        return next === null || isTheirs ? sofar : { story: [...sofar.story, step], now: next };
      },
      { story, now },
    );
  }

  #reopening(stage: string, by: number): Told {
    const { words = [], seats = [] } = this.#now.stages[stage] ?? {};
    const others = words.filter((word) => word.by !== by);
    return { do: 'REOPEN', stage, words: others, seats };
  }

  /** A claim that was released has left no trace, but what whoever had it went on to ask stays asked. */
  #released({ stage, by }: { readonly stage: string; readonly by: number }): Told[] {
    const at = mayAct(this.route, this.#now, stage, by);
    const story = this.#withoutClaims([at?.it.seats[at.seat]?.claim ?? null]);
    const now = this.#tell(story);
    const isHeld = now === null || (at !== null && now.stages[stage]?.seats[at.seat]?.claim != null);
    return isHeld && at !== null ? [...story, { do: 'LET_GO', stage, seat: at.seat }] : story;
  }

  /** Nor has one that ended because somebody stands in for somebody no longer. */
  #lapsed(step: AnyStep): readonly Told[] {
    if (step.do !== 'SUBSTITUTE' && step.do !== 'REVOKE') return this.#story;
    const lapsing = Object.entries(this.#now.stages).flatMap(([stage, { seats }]) =>
      seats.flatMap(({ claim }, seat) => (claim?.for == null ? [] : [{ stage, seat, claim }])),
    );
    const ended = lapsing.map(({ stage, seat }): Told => ({ do: 'LET_GO', stage, seat }));
    return [...this.#withoutClaims(lapsing.map(({ claim }) => claim)), ...ended];
  }

  #withoutClaims(claims: readonly SeatNow['claim'][]): Told[] {
    const steps = new Set(claims.flatMap((claim) => claim?.steps ?? []));
    return this.#story.filter((one) => !steps.has(one) || (one.do !== 'CLAIM' && one.do !== 'REGAIN'));
  }

  #tell(story: readonly Told[]): CaseNow | null {
    return story.reduce<CaseNow | null>(
      (sofar, one) => (sofar === null ? null : after(this.#world, sofar, one)),
      begin(this.#world),
    );
  }

  /** The one the case goes by. */
  get route(): Route {
    return routeOf(this.#world, this.#now);
  }

  get now(): CaseNow {
    return this.#now;
  }

  /** In which stages the case asks somebody, or asks them to help. */
  asks(person: number): string[] {
    return this.#now.ended === null ? stagesFor(this.route, this.#now, person) : [];
  }

  /** What everybody can see of the case. */
  picture(): string[] {
    const { ended, phase, stages, owed } = this.#now;
    if (ended !== null) return [ended];
    const lines = (this.route.phases[phase]?.stages ?? []).map((stage) => {
      const now = stages[stage.rule.key] ?? IDLE;
      const words = now.is === 'OPEN' || now.is === 'PAUSED' ? ` ${said(now)} ${asksFor(stage, now)}` : '';
      return `${stage.rule.key} ${now.is === 'AWAY' ? 'IDLE' : now.is}${words}`;
    });
    return [`${this.route.phases[phase]?.name ?? ''}${owed === null ? '' : ` owed to ${owed}`}`, ...lines];
  }
}

function said({ words }: StageNow): string {
  return `[${words
    .map(({ by, word }) => `${by ?? '?'}${word === 'APPROVE' ? '+' : '-'}`)
    .sort()
    .join(' ')}]`;
}

function asksFor(stage: WorldStage, now: StageNow): string {
  const turn = turnOf(stage, now).flatMap((seat) => {
    const { people = [], claim = null } = now.seats[seat] ?? {};
    return claim === null ? people : [claim.by];
  });
  const helpers = turnOf(stage, now).flatMap((seat) => now.seats[seat]?.delegate ?? []);
  const help = helpers.length === 0 ? '' : ` with ${helpers.sort().join(',')}`;
  return `asks ${turn.sort().join(',')}${help}`;
}

function claimsOf({ stages }: CaseNow, stage: string) {
  return (stages[stage]?.seats ?? []).flatMap(({ claim, isGone }) => (isGone ? [] : (claim ?? [])));
}

function asked({ owed, said: words }: CaseNow) {
  const last = words.findLast(({ stage }) => stage === owed);
  return (step: Told) => step.do === 'RETURN' && step.n === last?.n;
}
