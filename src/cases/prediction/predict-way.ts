import {
  predict,
  type CoursePhase,
  type PredictedPhase,
  type PredictedStage,
} from '../../domain/prediction/predict.ts';
import type { PhaseOrder } from '../../domain/routes/phase-order.ts';
import type { RouteBody, StageRule } from '../../domain/routes/route.ts';
import type { Tx } from '../../persistence/tx.ts';
import { workingCalendar } from '../../policies/working-calendar.ts';
import type { CaseSnapshot } from '../../tasks/snapshot.ts';
import { decidersNow, decidersToCome, type Deciders } from './deciders.ts';
import { lastingOf } from './latest.ts';
import type { WrittenPhase, WrittenRun } from './read-course.ts';

export interface WayStage extends PredictedStage {
  readonly written: WrittenRun | undefined;
  /** Of what is open or to come. */
  readonly deciders: Deciders | undefined;
  /** People who may not decide it if they decide one of these stages before. */
  readonly unless: ReadonlyMap<string, readonly string[]>;
}

export interface WayPhase extends Omit<PredictedPhase, 'stages'> {
  readonly written: WrittenPhase | undefined;
  readonly stages: readonly WayStage[];
}

export interface Way {
  readonly phases: readonly WayPhase[];
  readonly latest: number | undefined;
}

interface Whereabouts {
  readonly order: PhaseOrder;
  readonly route: RouteBody;
  /** The phases it has been in, or would have been in on that route. */
  readonly course: readonly CoursePhase[];
  /** As the rows have them. */
  readonly written: readonly WrittenPhase[];
  readonly isEnded: boolean;
  /** Nobody has decided anything yet, whatever was decided in the case. */
  readonly isFresh: boolean;
}

/** The way of a case along a route from where it stands, with the people who would decide at this moment. It only reads. */
export async function predictWay(
  tx: Tx,
  snapshot: CaseSnapshot,
  { order, route, course, written, isEnded, isFresh }: Whereabouts,
  now: Date,
): Promise<Way> {
  const along = (lasting: Parameters<typeof predict>[4]) =>
    predict(order, route, { phases: course, isEnded }, now.getTime(), lasting);
  const runs = written.flatMap((phase) => phase.runs);
  const stages = along(() => undefined).phases.flatMap((phase) => phase.stages);
  const deciders = await decidersOf(tx, { ...snapshot, route }, stages, runs, isFresh);
  const calendar = await workingCalendar(tx, snapshot.unitPath, now);
  const timed = new Map(
    stages.flatMap(({ key, rule }) =>
      rule === undefined ? [] : [[key, { rule, turns: deciders.get(key)?.turns ?? 1 }]],
    ),
  );
  const { phases, latest } = along(lastingOf(calendar, runs, (key) => timed.get(key)));
  return {
    latest,
    phases: phases.map((phase) => ({
      ...phase,
      written: written.find(({ seq }) => seq === phase.seq),
      stages: phase.stages.map((stage) => ({
        ...stage,
        written: runs.find(({ id }) => id === stage.run),
        deciders: deciders.get(stage.key),
        unless: unlessOf(stage, deciders),
      })),
    })),
  };
}

async function decidersOf(
  tx: Tx,
  snapshot: CaseSnapshot,
  stages: readonly PredictedStage[],
  runs: readonly WrittenRun[],
  isFresh: boolean,
): Promise<ReadonlyMap<string, Deciders>> {
  const found = stages.map(async ({ key, state, rule, run }): Promise<[string, Deciders][]> => {
    const open = runs.find(({ id }) => id === run);
    if (!LIVE.has(state)) return [];
    if (open !== undefined) return [[key, await decidersNow(tx, open)]];
    if (rule === undefined) return [];
    return [[key, await decidersToCome(tx, snapshot, isFresh ? undecided(rule) : rule)]];
  });
  return new Map((await Promise.all(found)).flat());
}

const LIVE: ReadonlySet<PredictedStage['state']> = new Set(['CURRENT', 'PAUSED', 'TO_COME']);

/** Asked as if nobody had decided another stage. */
function undecided(rule: StageRule): StageRule {
  return { ...rule, excludes: [], onRepeat: 'AGAIN' };
}

/** Whoever decides one of two stages that are kept apart is left out of the other; of those already decided they are left out by now. */
function unlessOf({ key, rule }: PredictedStage, deciders: ReadonlyMap<string, Deciders>): WayStage['unless'] {
  const apart = (rule?.excludes ?? []).filter((name) => name !== key && deciders.has(name));
  return new Map(
    (deciders.get(key)?.people ?? []).flatMap((person) => {
      const stages = apart.filter((name) => deciders.get(name)?.people.includes(person));
      return stages.length === 0 ? [] : [[person, stages]];
    }),
  );
}
