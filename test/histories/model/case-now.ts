import type { AnyStep, Place } from '../further-steps.ts';
import type { Route, World, WorldPhase, WorldStage } from '../world.ts';

export interface Word {
  readonly n: number;
  readonly seat: number;
  /** Null: nobody spoke in time. */
  readonly by: number | null;
  /** In whose name, when not in their own. */
  readonly for: number | null;
  readonly word: 'APPROVE' | 'REJECT';
}

export interface SeatNow {
  /** Who may speak on it. */
  readonly people: readonly number[];
  /** Somebody asked for this person's word beside their own. */
  readonly added: { readonly to: number; readonly place: Place; readonly by: number; readonly step: AnyStep } | null;
  readonly isGone: boolean;
  /** Who has it in hand, in whose name, and the steps by which they took it. */
  readonly claim: { readonly by: number; readonly for: number | null; readonly steps: readonly Told[] } | null;
  /** Who sent the case back with it, or in whose name. */
  readonly returner: number | null;
  /** Who works on it and has not recommended anything yet. */
  readonly delegate: number | null;
  /** The last step that changed something about it without anybody's having to be asked: a signer dropped, its task handed over. */
  readonly changed: Told | null;
  /** What was done on it, beside speaking. */
  readonly steps: readonly Told[];
}

export interface StageNow {
  /** AWAY: it sent the case back and waits for the answer. */
  readonly is: 'IDLE' | 'OPEN' | 'PAUSED' | 'PASSED' | 'AWAY';
  /** First those of the rule, one where it asks anybody; then those that were added. */
  readonly seats: readonly SeatNow[];
  readonly words: readonly Word[];
  /** It sent the case back, and what was said in it is kept for the next time. */
  readonly keeps: boolean;
  /** Which stage wants the case straight back from this one. */
  readonly owes: string | null;
  /** Counts how often it was opened. */
  readonly run: number;
  /** False once a return of somebody else has closed it, or wants it done again. */
  readonly stands: boolean;
  /** Somebody handed a task of it on, or asked somebody else about it. */
  readonly isHandled: boolean;
}

/** A word that stands. */
export interface Said {
  readonly n: number;
  readonly stage: string;
  readonly run: number;
  /** Null: nobody spoke in time, and nobody takes that back. */
  readonly by: number | null;
  readonly for: number | null;
  /** Somebody had the task in hand when it was said. */
  readonly inHand: boolean;
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
export interface CaseNow {
  readonly phase: number;
  readonly stages: Readonly<Record<string, StageNow>>;
  /** Whoever asked the applicant for something; empty where nobody waits for the answer any more. */
  readonly owed: string | null;
  readonly ended: 'APPROVED' | 'REJECTED' | 'EXPIRED' | 'WITHDRAWN' | null;
  /** By phase: the return it was last left by, until it is over by approval. */
  readonly left: readonly (Left | null)[];
  /** Every word given that stands. */
  readonly said: readonly Said[];
  readonly visit: number;
  /** `by` stands in for `of`. */
  readonly away: { readonly of: number; readonly by: number } | null;
  /** It goes by the newer route. */
  readonly moved: boolean;
}

/** A stage that is open again although the story without the word taken back would have closed it. */
export interface Reopening {
  readonly do: 'REOPEN';
  readonly stage: string;
  readonly seats: StageNow['seats'];
  readonly words: readonly Word[];
}

/** Whoever was asked by this step is asked no longer, nor whom they had asked. */
export interface Dropping {
  readonly do: 'DROP';
  readonly stage: string;
  readonly by: number;
  readonly asking: AnyStep;
}

/** A task that waits for one person alone is somebody else's now. */
export interface Handing {
  readonly do: 'HAND';
  readonly stage: string;
  readonly from: number;
  readonly to: number;
}

/** Whoever took a word back has the task in hand again, in whose name they had it. */
export interface Regaining {
  readonly do: 'REGAIN';
  readonly stage: string;
  readonly by: number;
  readonly for: number | null;
  /** Somebody had it before. */
  readonly inHand: boolean;
}

/** The task is in nobody's hand, whether it is its turn or waits for a signer. */
export interface LettingGo {
  readonly do: 'LET_GO';
  readonly stage: string;
  readonly seat: number;
}

/** SEAL: after it nothing said before is taken back any more. */
export type Told = AnyStep | { readonly do: 'SEAL' } | Reopening | Dropping | Handing | Regaining | LettingGo;

export const IDLE: StageNow = {
  is: 'IDLE',
  seats: [],
  words: [],
  keeps: false,
  owes: null,
  run: 0,
  stands: false,
  isHandled: false,
};

export const CLEARED = { is: 'IDLE', words: [], keeps: false, owes: null, stands: false } as const;

export function seatOf(people: readonly number[], added: SeatNow['added'] = null): SeatNow {
  return { people, added, isGone: false, claim: null, returner: null, delegate: null, changed: null, steps: [] };
}

/** The route it goes by. */
export function routeOf(world: World, { moved }: CaseNow): Route {
  return moved ? world.newer : world;
}

export function stageOf(route: Route, key: string): WorldStage | undefined {
  return route.phases.flatMap(({ stages }) => stages).find(({ rule }) => rule.key === key);
}

export function phaseOf(route: Route, { phase }: CaseNow): WorldPhase {
  return route.phases[phase] ?? { name: '', stages: [] };
}

export function followers({ stages }: WorldPhase, key: string): Set<string> {
  const found = new Set<string>();
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const { rule } of stages) if (rule.after.some((one) => one === key || found.has(one))) found.add(rule.key);
  }
  return found;
}

export function withStage(now: CaseNow, key: string, stage: StageNow): CaseNow {
  return { ...now, stages: { ...now.stages, [key]: stage } };
}

export function withSeat(it: StageNow, seat: number, change: Partial<SeatNow>): StageNow {
  return { ...it, seats: it.seats.map((one, nth) => (nth === seat ? { ...one, ...change } : one)) };
}

export function mapStages(now: CaseNow, change: (stage: StageNow, key: string) => StageNow): CaseNow {
  return {
    ...now,
    stages: Object.fromEntries(Object.entries(now.stages).map(([key, stage]) => [key, change(stage, key)])),
  };
}
