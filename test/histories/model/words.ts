import type { AnyStep } from '../further-steps.ts';
import type { Route } from '../world.ts';
import {
  CLEARED,
  mapStages,
  phaseOf,
  stageOf,
  withSeat,
  withStage,
  type CaseNow,
  type Said,
  type StageNow,
} from './case-now.ts';
import { countOf, turnOf } from './count.ts';
import { claimIn, isDelegated, mayAct } from './seats.ts';
import { closeVisit, forward, open, release, runAgain } from './way.ts';

export function spoken(
  route: Route,
  now: CaseNow,
  step: Extract<AnyStep, { do: 'APPROVE' | 'REJECT' }>,
): CaseNow | null {
  const at = mayAct(route, now, step.stage, step.by);
  if (at === null || isDelegated(at)) return null;
  const { it, seat } = at;
  const words = [...it.words, { n: step.n, seat, by: step.by, for: at.for, word: step.do }];
  return settled(
    route,
    { ...now, said: [...now.said, wordOf(now, it, { ...step, for: at.for, inHand: claimIn(at) !== null })] },
    step.stage,
    {
      ...it,
      words,
    },
  );
}

/** The route says what it comes to when nobody speaks in time; nobody takes that back. */
export function timedOut(
  route: Route,
  now: CaseNow,
  { stage: key, who, n }: Extract<AnyStep, { do: 'TIME_OUT' }>,
): CaseNow | null {
  const stage = stageOf(route, key);
  const it = now.stages[key];
  const word = stage?.rule.onOverdue;
  if (stage === undefined || it?.is !== 'OPEN' || (word !== 'APPROVE' && word !== 'REJECT')) return null;
  const seat = turnOf(stage, it).find((one) => it.seats[one]?.people.includes(who));
  if (seat === undefined) return null;
  const said = [...now.said, wordOf(now, it, { n, stage: key, by: null, for: null, inHand: false })];
  return settled(route, { ...now, said }, key, {
    ...it,
    words: [...it.words, { n, seat, by: null, for: null, word }],
  });
}

/** The stage has come to its outcome, or waits for more. */
export function settled(route: Route, now: CaseNow, key: string, it: StageNow): CaseNow | null {
  const stage = stageOf(route, key);
  if (stage === undefined) return null;
  const outcome = countOf(stage, it);
  if (outcome === 'REJECT') return { ...now, ended: 'REJECTED' };
  if (outcome === null) return withStage(now, key, it);
  // Whoever had sent the case back and wanted it straight back has been answered.
  const answered = it.owes === null ? now : release(now, it.owes);
  return forward(route, withStage(answered, key, { ...it, is: 'PASSED', owes: null }));
}

function wordOf(now: CaseNow, { run }: StageNow, who: Pick<Said, 'n' | 'stage' | 'by' | 'for' | 'inHand'>): Said {
  const { n, stage, by, for: principal, inHand } = who;
  const fresh = { isLast: false, sealed: false, sentBack: false, opened: {} };
  return { n, stage, run, by, for: principal, inHand, visit: now.visit, ...fresh };
}

/** Notes with a return which runs it has opened. */
function noteOpened(before: CaseNow, now: CaseNow, n: number): CaseNow {
  const opened = Object.fromEntries(
    Object.entries(now.stages).flatMap(([key, { run }]) => (run === before.stages[key]?.run ? [] : [[key, run]])),
  );
  return { ...now, said: now.said.map((one) => (one.n === n ? { ...one, opened } : one)) };
}

type Return = Extract<AnyStep, { do: 'RETURN' }>;

export function returned(route: Route, now: CaseNow, step: Return): CaseNow | null {
  const at = mayAct(route, now, step.stage, step.by);
  const stage = stageOf(route, step.stage);
  if (at === null || isDelegated(at) || stage?.rule.returnTo.includes(step.to) !== true) return null;
  const { it } = at;
  const keeps = stage.rule.votesOnReturn === 'KEEP';
  const words = keeps ? it.words.filter(({ by, word }) => by !== null && word === 'APPROVE') : [];
  const away: StageNow = { ...withSeat(it, at.seat, { returner: at.for ?? step.by }), is: 'AWAY', words, keeps };
  const said = [
    ...now.said,
    { ...wordOf(now, it, { ...step, for: at.for, inHand: claimIn(at) !== null }), sentBack: true },
  ];
  if (step.to === 'applicant') {
    const paused = mapStages(now, (one) => (one.is === 'OPEN' ? { ...one, is: 'PAUSED' } : one));
    return { ...withStage(paused, step.stage, away), owed: step.stage, said };
  }
  const here = phaseOf(route, now);
  if (!here.stages.some(({ rule }) => rule.key === step.to)) return leave(route, { ...now, said }, step, away);
  if (now.stages[step.to]?.is !== 'PASSED') return null;
  const sent = withStage({ ...now, said }, step.stage, step.resume === 'BACK' ? away : { ...away, is: 'IDLE' });
  const cleared = step.resume === 'BACK' ? sent : runAgain(here, sent, step.to, step.stage);
  return noteOpened(
    now,
    forward(route, open(route, cleared, step.to, step.resume === 'BACK' ? step.stage : null)),
    step.n,
  );
}

/** A return into the phase before: this one is left, and remembers how. */
function leave(route: Route, now: CaseNow, step: Return, away: StageNow): CaseNow | null {
  const target = now.phase - 1;
  const phase = route.phases[target];
  if (phase?.stages.some(({ rule }) => rule.key === step.to) !== true) return null;
  const left = now.left.map((one, index) => (index === now.phase ? { stage: step.stage, resume: step.resume } : one));
  const gone = mapStages(withStage(now, step.stage, { ...away, is: 'IDLE', owes: null }), (one, key) =>
    phaseOf(route, now).stages.some(({ rule }) => rule.key === key) && one.is !== 'PASSED'
      ? { ...one, ...CLEARED, ...(key === step.stage ? { words: one.words, keeps: one.keeps } : {}) }
      : one,
  );
  const there = closeVisit({ ...gone, phase: target, left });
  const cleared = step.resume === 'BACK' ? there : runAgain(phase, there, step.to, null);
  // A stage that the route did not have when the case was there last is there to be done now.
  return forward(route, open(route, cleared, step.to, null));
}
