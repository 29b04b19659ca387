import type { Step } from './steps.ts';
import { weightOf, type World, type WorldPhase, type WorldStage } from './world.ts';

interface Word {
  readonly n: number;
  readonly seat: number;
  readonly by: number;
  readonly word: 'APPROVE' | 'REJECT';
}

interface StageNow {
  /** AWAY: it sent the case back and waits for the answer. */
  readonly is: 'IDLE' | 'OPEN' | 'PAUSED' | 'PASSED' | 'AWAY';
  /** Who may speak on each seat; in a stage that asks anybody there is one. */
  readonly seats: readonly (readonly number[])[];
  readonly words: readonly Word[];
  readonly claimedBy: number | null;
  /** Which stage wants the case straight back from this one. */
  readonly owes: string | null;
  /** Counts how often it was opened. */
  readonly run: number;
  /** False once a return of somebody else has closed it, or wants it done again. */
  readonly stands: boolean;
}

/** A word that stands. */
interface Said {
  readonly n: number;
  readonly stage: string;
  readonly run: number;
  readonly by: number;
  /** In which visit of which phase, and whether it ended that visit. */
  readonly visit: number;
  readonly isLast: boolean;
  /** Too long ago to be taken back. */
  readonly sealed: boolean;
  readonly sentBack: boolean;
  /** Of a return inside its phase: which runs it opened. */
  readonly opened: Readonly<Record<string, number>>;
}

interface Left {
  readonly stage: string;
  readonly resume: 'FORWARD' | 'BACK';
}

/** A case as product §1 describes it: where each stage is, and nothing of how that came about. */
interface CaseNow {
  readonly phase: number;
  readonly stages: Readonly<Record<string, StageNow>>;
  /** Whoever asked the applicant for something. */
  readonly owed: string | null;
  readonly ended: 'APPROVED' | 'REJECTED' | 'EXPIRED' | 'WITHDRAWN' | null;
  /** By phase: the return it was last left by, until it is over by approval. */
  readonly left: readonly (Left | null)[];
  /** Every word given that stands. */
  readonly said: readonly Said[];
  readonly visit: number;
}

/** After which nothing said before is taken back any more. */
const SEAL = { do: 'SEAL' } as const;
/** A stage that is open again although the story without the word taken back would have closed it. */
interface Reopening {
  readonly do: 'REOPEN';
  readonly stage: string;
  readonly seats: StageNow['seats'];
  readonly words: readonly Word[];
}
type Told = Step | typeof SEAL | Reopening;

function claimOf(stage: string, by: number): Step {
  return { do: 'CLAIM', stage, by };
}

const IDLE: StageNow = {
  is: 'IDLE',
  seats: [],
  words: [],
  claimedBy: null,
  owes: null,
  run: 0,
  stands: false,
};

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
  take(step: Step): boolean {
    if (step.do === 'TAKE_BACK') return this.#takeBack(step.of);
    const next = after(this.#world, this.#now, step);
    if (next === null) return false;
    // Claiming what one holds already changes nothing.
    if (step.do === 'CLAIM' && this.#now.stages[step.stage]?.claimedBy === step.by) return true;
    this.#story = step.do === 'RELEASE' ? unclaimed(this.#story, step) : [...this.#story, step];
    this.#now = next;
    return true;
  }

  /** Whether it would be allowed; changes nothing. */
  allows(step: Step): boolean {
    if (step.do === 'TAKE_BACK') return this.#without(step.of) !== null;
    return after(this.#world, this.#now, step) !== null;
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
    if (said.sealed) return null;
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
    const now = story.reduce<CaseNow | null>(
      (sofar, one) => (sofar === null ? null : after(this.#world, sofar, one)),
      begin(this.#world),
    );
    if (now === null) return null;
    // A phase that was brought back is a new one: what was said before in any of them stands.
    if (isOver) return this.#handBack({ story: [...story, SEAL], now: seal(now) }, said);
    return this.#handBack({ story, now }, said);
  }

  /** What a return opened is as it was: no other return has overtaken it, nobody has spoken in it or taken it. */
  #isUntouched({ opened }: Said): boolean {
    return Object.entries(opened).every(([stage, run]) => {
      const it = this.#now.stages[stage];
      const isSpoken = this.#now.said.some((one) => one.stage === stage && one.run === run);
      return it?.run === run && it.stands && it.claimedBy === null && !isSpoken;
    });
  }

  /**
   * Whoever takes a word back has the task in hand again, and the words of the others stand, whatever a return of somebody else would
   * have made of them without it.
   */
  #handBack(
    { story, now }: { story: Told[]; now: CaseNow },
    { stage, by, sentBack }: { stage: string; by: number; sentBack: boolean },
  ) {
    const isClosed = now.stages[stage]?.is === 'IDLE';
    // What comes before it is being done again.
    if (isClosed && !isReady(this.#world, now, stage)) return null;
    const back = [...(isClosed || !sentBack ? [this.#reopening(stage, by)] : []), claimOf(stage, by)];
    return back.reduce(
      (sofar, step) => {
        const next = after(this.#world, sofar.now, step);
        const isHeld = step.do === 'CLAIM' && sofar.now.stages[stage]?.claimedBy === by;
        return next === null || isHeld ? sofar : { story: [...sofar.story, step], now: next };
      },
      { story, now },
    );
  }

  #reopening(stage: string, by: number): Told {
    const words = this.#now.stages[stage]?.words.filter((word) => word.by !== by) ?? [];
    return { do: 'REOPEN', stage, words, seats: this.#now.stages[stage]?.seats ?? [] };
  }

  get now(): CaseNow {
    return this.#now;
  }

  /** What everybody can see of the case. */
  picture(): string[] {
    const { ended, phase, stages, owed } = this.#now;
    if (ended !== null) return [ended];
    const lines = (this.#world.phases[phase]?.stages ?? []).map((stage) => {
      const now = stages[stage.rule.key] ?? IDLE;
      const words = now.is === 'OPEN' || now.is === 'PAUSED' ? ` ${said(now)} ${asksFor(stage, now)}` : '';
      return `${stage.rule.key} ${now.is === 'AWAY' ? 'IDLE' : now.is}${words}`;
    });
    return [`${this.#world.phases[phase]?.name ?? ''}${owed === null ? '' : ` owed to ${owed}`}`, ...lines];
  }
}

/** A claim that was released has left no trace. */
function unclaimed(story: readonly Told[], { stage, by }: { stage: string; by: number }): Told[] {
  const index = story.findLastIndex((step) => step.do === 'CLAIM' && step.stage === stage && step.by === by);
  return story.filter((_step, nth) => nth !== index);
}

function said({ words }: StageNow): string {
  return `[${words
    .map(({ by, word }) => `${by}${word === 'APPROVE' ? '+' : '-'}`)
    .sort()
    .join(' ')}]`;
}

function asksFor(stage: WorldStage, now: StageNow): string {
  const asked = turnOf(stage, now).flatMap((seat) => now.seats[seat] ?? []);
  const turn = asked.filter((person) => now.claimedBy === null || now.claimedBy === person);
  return `asks ${turn.sort().join(',')}`;
}

function asked({ owed, said: words }: CaseNow) {
  const last = words.findLast(({ stage }) => stage === owed);
  return (step: Told) => step.do === 'RETURN' && step.n === last?.n;
}

function begin(world: World): CaseNow {
  const empty: CaseNow = {
    phase: 0,
    stages: Object.fromEntries(world.phases.flatMap(({ stages }) => stages.map(({ rule }) => [rule.key, IDLE]))),
    owed: null,
    ended: null,
    left: world.phases.map(() => null),
    said: [],
    visit: 1,
  };
  return forward(world, empty);
}

/** The case after a step; null when it is not possible. */
function after(world: World, now: CaseNow, step: Told): CaseNow | null {
  if (now.ended !== null) return null;
  switch (step.do) {
    case 'WITHDRAW':
      return { ...now, ended: 'WITHDRAWN' };
    case 'EXPIRE':
      return now.owed === null ? null : { ...now, ended: 'EXPIRED' };
    case 'SUPPLEMENT':
      return supplemented(world, now, step.changed);
    case 'CLAIM':
    case 'RELEASE':
      return claimed(world, now, step);
    case 'TRANSFER':
      return transferred(world, now, step);
    case 'APPROVE':
    case 'REJECT':
      return spoken(world, now, step);
    case 'RETURN':
      return returned(world, now, step);
    case 'SEAL':
      return seal(now);
    case 'REOPEN':
      return reopen(world, now, step);
    case 'TAKE_BACK':
      return null;
  }
}

function reopen(world: World, now: CaseNow, { stage, seats, words: given }: Reopening): CaseNow {
  const it = now.stages[stage];
  const here = phaseOf(world, now).stages.find(({ rule }) => rule.key === stage);
  if (it === undefined || here === undefined || (it.is !== 'OPEN' && it.is !== 'IDLE')) return now;
  const words = given.filter(({ n }) => now.said.some((one) => one.n === n));
  const missing = words.filter(({ n }) => !it.words.some((one) => one.n === n));
  if (it.is === 'OPEN') return withStage(now, stage, { ...it, seats, words: [...it.words, ...missing] });
  if (!isReady(world, now, stage)) return now;
  const opened = open(world, now, stage, it.owes);
  return withStage(opened, stage, { ...(opened.stages[stage] ?? IDLE), seats, words });
}

/** Everything before it has passed. */
function isReady(world: World, now: CaseNow, key: string): boolean {
  const phase = phaseOf(world, now);
  const before = phase.stages.filter(({ rule }) => followers(phase, rule.key).has(key));
  return before.every(({ rule }) => now.stages[rule.key]?.is === 'PASSED');
}

function seal(now: CaseNow): CaseNow {
  return { ...now, said: now.said.map((one) => ({ ...one, sealed: true })) };
}

function stageOf(world: World, key: string): WorldStage | undefined {
  return world.phases.flatMap(({ stages }) => stages).find(({ rule }) => rule.key === key);
}

/** The seats whose word is awaited. */
function turnOf({ rule }: WorldStage, { seats, words }: StageNow): number[] {
  const silent = seats.map((_people, seat) => seat).filter((seat) => !words.some((word) => word.seat === seat));
  return rule.mode === 'SEQUENCE' ? silent.slice(0, 1) : silent;
}

/** The stage and the seat on which this person may act now. */
function mayAct(world: World, now: CaseNow, key: string, by: number): { it: StageNow; seat: number } | null {
  const stage = stageOf(world, key);
  const it = now.stages[key];
  if (stage === undefined || it?.is !== 'OPEN') return null;
  if (it.claimedBy !== null && it.claimedBy !== by) return null;
  const seat = turnOf(stage, it).find((one) => it.seats[one]?.includes(by) === true);
  return seat === undefined ? null : { it, seat };
}

/** Somebody else sits there now, who has no other seat in the stage. */
function transferred(world: World, now: CaseNow, step: Extract<Step, { do: 'TRANSFER' }>): CaseNow | null {
  const at = mayAct(world, now, step.stage, step.by);
  if (at === null || step.to === step.by) return null;
  const { it, seat } = at;
  const isSeated = it.seats.some((people, other) => other !== seat && people.includes(step.to));
  const hasSpoken = it.words.some(({ by }) => by === step.to);
  if (isSeated || hasSpoken) return null;
  const seats = it.seats.map((people, other) => (other === seat ? [step.to] : people));
  return withStage(now, step.stage, { ...it, seats, claimedBy: null });
}

function claimed(world: World, now: CaseNow, { do: what, stage, by }: Extract<Step, { do: 'CLAIM' | 'RELEASE' }>) {
  if (stageOf(world, stage)?.rule.mode !== 'ANY') return null;
  const it = mayAct(world, now, stage, by)?.it;
  if (it === undefined || (what === 'RELEASE' && it.claimedBy !== by)) return null;
  return withStage(now, stage, { ...it, claimedBy: what === 'CLAIM' ? by : null });
}

function spoken(world: World, now: CaseNow, step: Extract<Step, { do: 'APPROVE' | 'REJECT' }>): CaseNow | null {
  const at = mayAct(world, now, step.stage, step.by);
  const stage = stageOf(world, step.stage);
  if (at === null || stage === undefined) return null;
  const { it, seat } = at;
  const words = [...it.words, { n: step.n, seat, by: step.by, word: step.do }];
  const said = [...now.said, wordOf(now, it, step)];
  const outcome = countOf(stage, words);
  if (outcome === 'REJECT') return { ...now, said, ended: 'REJECTED' };
  if (outcome === null) return { ...withStage(now, step.stage, { ...it, words }), said };
  const passed: StageNow = { ...it, is: 'PASSED', words, claimedBy: null, owes: null };
  // Whoever had sent the case back and wanted it straight back has been answered.
  const answered = it.owes === null ? now : release(now, it.owes);
  return forward(world, { ...withStage(answered, step.stage, passed), said });
}

function release(now: CaseNow, key: string): CaseNow {
  const it = now.stages[key] ?? IDLE;
  return it.is === 'AWAY' ? withStage(now, key, { ...it, is: 'IDLE' }) : now;
}

function wordOf(now: CaseNow, { run }: StageNow, step: Extract<Step, { do: 'APPROVE' | 'REJECT' | 'RETURN' }>): Said {
  const { n, stage, by } = step;
  return {
    n,
    stage,
    run,
    by,
    visit: now.visit,
    isLast: false,
    sealed: false,
    sentBack: step.do === 'RETURN',
    opened: {},
  };
}

/** Notes with a return which runs it has opened. */
function noteOpened(before: CaseNow, now: CaseNow, n: number): CaseNow {
  const opened = Object.fromEntries(
    Object.entries(now.stages).flatMap(([key, { run }]) => (run === before.stages[key]?.run ? [] : [[key, run]])),
  );
  return { ...now, said: now.said.map((one) => (one.n === n ? { ...one, opened } : one)) };
}

/**
 * The count, by trying every way in which those who are silent could still speak: what all of them lead to is certain. Who hears everybody
 * waits for that.
 */
function countOf(stage: WorldStage, words: readonly Word[]): 'APPROVE' | 'REJECT' | null {
  if (stage.rule.mode === 'ANY') return words[0]?.word ?? null;
  const silent = stage.people.map((_person, seat) => seat).filter((seat) => !words.some((word) => word.seat === seat));
  if (silent.length > 0 && stage.rule.settle === 'ALL_DECIDED') return null;
  const ends = new Set<boolean>();
  for (let ways = 0; ways < 2 ** silent.length; ways += 1) {
    const rest = silent.map((seat, bit): Word => ({
      n: -1,
      seat,
      by: -1,
      word: ((ways >> bit) & 1) === 1 ? 'APPROVE' : 'REJECT',
    }));
    ends.add(passes(stage, [...words, ...rest]));
  }
  return ends.size > 1 ? null : ends.has(true) ? 'APPROVE' : 'REJECT';
}

function passes(stage: WorldStage, words: readonly Word[]): boolean {
  const weigh = (seat: number) => (stage.rule.mode === 'VOTE' ? weightOf(stage, seat) : 1);
  const sum = (seats: readonly number[]) => seats.reduce((total, seat) => total + weigh(seat), 0);
  const yes = sum(words.filter(({ word }) => word === 'APPROVE').map(({ seat }) => seat));
  return yes / sum(stage.people.map((_person, seat) => seat)) >= (stage.rule.passPercent ?? 100) / 100 - 1e-9;
}

function returned(world: World, now: CaseNow, step: Extract<Step, { do: 'RETURN' }>): CaseNow | null {
  const it = mayAct(world, now, step.stage, step.by)?.it;
  const stage = stageOf(world, step.stage);
  if (it === undefined || stage === undefined || !stage.rule.returnTo.includes(step.to)) return null;
  const words = stage.rule.votesOnReturn === 'KEEP' ? it.words.filter(({ word }) => word === 'APPROVE') : [];
  const away: StageNow = { ...it, is: 'AWAY', words, claimedBy: null };
  const said = [...now.said, wordOf(now, it, step)];
  if (step.to === 'applicant') {
    const paused = mapStages(now, (one) => (one.is === 'OPEN' ? { ...one, is: 'PAUSED' } : one));
    return { ...withStage(paused, step.stage, away), owed: step.stage, said };
  }
  const here = phaseOf(world, now);
  if (!here.stages.some(({ rule }) => rule.key === step.to)) return leave(world, { ...now, said }, step, away);
  if (now.stages[step.to]?.is !== 'PASSED') return null;
  const sent = withStage({ ...now, said }, step.stage, step.resume === 'BACK' ? away : { ...away, is: 'IDLE' });
  const cleared = step.resume === 'BACK' ? sent : runAgain(here, sent, step.to, step.stage);
  return noteOpened(
    now,
    forward(world, open(world, cleared, step.to, step.resume === 'BACK' ? step.stage : null)),
    step.n,
  );
}

/** Run forward again: whatever is open goes, and what came after the target is done again unless its rule keeps it. */
function runAgain(phase: WorldPhase, now: CaseNow, to: string, by: string | null): CaseNow {
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

const CLEARED = { is: 'IDLE', words: [], claimedBy: null, owes: null, stands: false } as const;

/** A return into the phase before: this one is left, and remembers how. */
function leave(world: World, now: CaseNow, step: Extract<Step, { do: 'RETURN' }>, away: StageNow): CaseNow | null {
  const target = now.phase - 1;
  const phase = world.phases[target];
  if (phase?.stages.some(({ rule }) => rule.key === step.to) !== true) return null;
  const left = now.left.map((one, index) => (index === now.phase ? { stage: step.stage, resume: step.resume } : one));
  const gone = mapStages(withStage(now, step.stage, { ...away, is: 'IDLE', owes: null }), (one, key) =>
    phaseOf(world, now).stages.some(({ rule }) => rule.key === key) && one.is !== 'PASSED'
      ? { ...one, ...CLEARED, words: key === step.stage ? one.words : [] }
      : one,
  );
  const there = closeVisit({ ...gone, phase: target, left });
  const cleared = step.resume === 'BACK' ? there : runAgain(phase, there, step.to, null);
  return open(world, cleared, step.to, null);
}

function supplemented(world: World, now: CaseNow, changed: readonly string[]): CaseNow | null {
  if (now.owed === null) return null;
  const resumed = mapStages({ ...now, owed: null }, (one) => (one.is === 'PAUSED' ? { ...one, is: 'OPEN' } : one));
  const touched = phaseOf(world, now).stages.filter(
    ({ rule }) => now.stages[rule.key]?.is === 'PASSED' && rule.dependsOn.some((item) => changed.includes(item)),
  );
  const again = [now.owed, ...touched.map(({ rule }) => rule.key)];
  return again.reduce((sofar, key) => open(world, sofar, key, sofar.stages[key]?.owes ?? null), resumed);
}

/** Opens what can begin, and goes on to the next phase when nothing is left of this one. */
function forward(world: World, now: CaseNow): CaseNow {
  const { stages } = phaseOf(world, now);
  if (stages.every(({ rule }) => now.stages[rule.key]?.is === 'PASSED')) return enter(world, now);
  const ready = stages.filter(({ rule }) => now.stages[rule.key]?.is === 'IDLE' && isReady(world, now, rule.key));
  return ready.reduce((sofar, { rule }) => open(world, sofar, rule.key, sofar.stages[rule.key]?.owes ?? null), now);
}

function enter(world: World, over: CaseNow): CaseNow {
  const done = closeVisit({ ...over, left: over.left.map((one, index) => (index === over.phase ? null : one)) });
  const phase = world.phases[done.phase + 1];
  if (phase === undefined) return { ...done, ended: 'APPROVED' };
  const left = done.left[done.phase + 1] ?? null;
  const keeps = ({ rule }: WorldStage) => {
    if (left === null || done.stages[rule.key]?.is !== 'PASSED') return false;
    return left.resume === 'BACK' ? rule.key !== left.stage : rule.onReturn === 'KEEP';
  };
  const begun = mapStages({ ...done, phase: done.phase + 1 }, (one, key) => {
    const stage = phase.stages.find(({ rule }) => rule.key === key);
    if (stage === undefined || keeps(stage)) return one;
    return { ...one, ...CLEARED, words: key === left?.stage ? one.words : [] };
  });
  const asked = left?.resume === 'BACK' ? open(world, begun, left.stage, null) : begun;
  return forward(world, asked);
}

/** The last word of a visit is the one that ended it. */
function closeVisit(now: CaseNow): CaseNow {
  const last = now.said.findLast(({ visit }) => visit === now.visit);
  return {
    ...now,
    visit: now.visit + 1,
    said: now.said.map((one) => (one === last ? { ...one, isLast: true } : one)),
  };
}

/** Its seats are those its rule names; words that are kept stay where their person still has one. */
function open(world: World, now: CaseNow, key: string, owes: string | null): CaseNow {
  const it = now.stages[key] ?? IDLE;
  const stage = stageOf(world, key);
  const people = stage?.people ?? [];
  const kept = it.is === 'PASSED' ? [] : it.words.filter(({ by }) => people.includes(by));
  const placed = kept.map((word) => ({ ...word, seat: people.indexOf(word.by) }));
  // Words that would leave nobody to be asked are not kept.
  const words = stage === undefined || countOf(stage, placed) !== null ? [] : placed;
  const seats = stage?.rule.mode === 'ANY' ? [people] : people.map((person) => [person]);
  return withStage(now, key, { is: 'OPEN', seats, words, claimedBy: null, owes, run: it.run + 1, stands: true });
}

function followers({ stages }: WorldPhase, key: string): Set<string> {
  const found = new Set<string>();
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const { rule } of stages) if (rule.after.some((one) => one === key || found.has(one))) found.add(rule.key);
  }
  return found;
}

function phaseOf(world: World, { phase }: CaseNow): WorldPhase {
  return world.phases[phase] ?? { name: '', stages: [] };
}

function withStage(now: CaseNow, key: string, stage: StageNow): CaseNow {
  return { ...now, stages: { ...now.stages, [key]: stage } };
}

function mapStages(now: CaseNow, change: (stage: StageNow, key: string) => StageNow): CaseNow {
  return {
    ...now,
    stages: Object.fromEntries(Object.entries(now.stages).map(([key, stage]) => [key, change(stage, key)])),
  };
}
