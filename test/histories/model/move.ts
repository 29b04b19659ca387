import type { Route, World, WorldPhase, WorldStage } from '../world.ts';
import { CLEARED, followers, IDLE, phaseOf, withStage, type CaseNow, type StageNow } from './case-now.ts';
import { forward, release, reopenedFor } from './way.ts';

/**
 * An administrator lets the case go on by the newer route. Decisions given stand and are taken back no more. A stage people are working on
 * goes on, unless the route has no such stage, wants something before it, or asks others; then the words given in it count for whoever still
 * has a seat when it opens again.
 */
export function moved(world: World, now: CaseNow): CaseNow | null {
  if (now.moved) return null;
  const route: Route = world.newer;
  const before = phaseOf(world, now);
  const known = Object.fromEntries(route.phases.flatMap(({ stages }) => stages.map(({ rule }) => [rule.key, IDLE])));
  const begun: CaseNow = { ...now, moved: true, stages: { ...known, ...now.stages } };
  const isThere = ({ rule }: WorldStage) => stageIn(phaseOf(route, now), rule.key) !== undefined;
  const [kept, gone] = [before.stages.filter(isThere), before.stages.filter((stage) => !isThere(stage))];
  const left = gone.reduce(forget, begun);
  const working = kept.filter(({ rule }) => isWorking(now.stages[rule.key]));
  const done = unbound(
    route,
    before,
    working.reduce((sofar, { rule }) => movedStage(route, sofar, before, rule.key), left),
  );
  return done.owed === null ? forward(route, done) : done;
}

function stageIn({ stages }: WorldPhase, key: string): WorldStage | undefined {
  return stages.find(({ rule }) => rule.key === key);
}

function isWorking(it: StageNow | undefined): boolean {
  return it?.is === 'OPEN' || it?.is === 'PAUSED';
}

/** Whoever waited for its answer waits no more. */
function forget(now: CaseNow, { rule: { key } }: WorldStage): CaseNow {
  const it = now.stages[key] ?? IDLE;
  const cleared = withStage(now, key, { ...it, ...CLEARED });
  return it.owes === null ? cleared : release(cleared, it.owes);
}

function movedStage(route: Route, now: CaseNow, before: WorldPhase, key: string): CaseNow {
  const it = now.stages[key] ?? IDLE;
  const stage = stageIn(phaseOf(route, now), key);
  if (stage === undefined) return now;
  const waiting: StageNow = { ...it, is: 'IDLE', keeps: true, stands: false };
  if (waitsForMore(route, now, before, key)) return withStage(now, key, waiting);
  if (!asksOthers(stageIn(before, key), stage)) return now;
  if (it.is === 'PAUSED' || now.owed !== null) return withStage(now, key, waiting);
  return reopenedFor(route, now, key, stageIn(before, key)?.rule.mode === 'ANY');
}

/** Something has to be done first that did not have to be until now. */
function waitsForMore(route: Route, now: CaseNow, before: WorldPhase, key: string): boolean {
  const phase = phaseOf(route, now);
  const wanted = phase.stages.filter(({ rule }) => followers(phase, rule.key).has(key));
  const isNew = (one: WorldStage) => !followers(before, one.rule.key).has(key);
  return wanted.some((one) => isNew(one) && now.stages[one.rule.key]?.is !== 'PASSED');
}

/** Who had asked the applicant does not look at the answer before it is their turn. */
function unbound(route: Route, before: WorldPhase, now: CaseNow): CaseNow {
  const { owed } = now;
  if (owed === null) return now;
  if (stageIn(phaseOf(route, now), owed) !== undefined && !waitsForMore(route, now, before, owed)) return now;
  return release({ ...now, owed: '' }, owed);
}

function asksOthers(one: WorldStage | undefined, other: WorldStage): boolean {
  const of = ({ rule: { mode, passPercent, settle, approvers } }: WorldStage) =>
    JSON.stringify([mode, passPercent, settle, approvers]);
  return one === undefined || of(one) !== of(other);
}
