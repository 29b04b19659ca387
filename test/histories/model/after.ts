import type { Route, World } from '../world.ts';
import { routeOf, type CaseNow, type Told } from './case-now.ts';
import { moved } from './move.ts';
import {
  added,
  claimed,
  delegated,
  handedOver,
  letGo,
  regained,
  transferred,
  unclaimed,
  undelegated,
  without,
} from './seats.ts';
import { reopen, supplemented } from './way.ts';
import { returned, settled, spoken, timedOut } from './words.ts';

/** The case after a step; null when it is not possible. */
export function after(world: World, now: CaseNow, step: Told): CaseNow | null {
  if (now.ended !== null) return null;
  if (step.do !== 'MOVE') return next(routeOf(world, now), now, step);
  const there = moved(world, now);
  return there === null ? null : seal(there);
}

function next(route: Route, now: CaseNow, step: Exclude<Told, { do: 'MOVE' }>): CaseNow | null {
  switch (step.do) {
    case 'WITHDRAW':
      return { ...now, ended: 'WITHDRAWN' };
    case 'EXPIRE':
      return now.owed === null ? null : { ...now, ended: 'EXPIRED' };
    case 'SUPPLEMENT':
      return supplemented(route, now, step.changed);
    case 'CLAIM':
    case 'RELEASE':
      return claimed(route, now, step);
    case 'LET_GO':
      return letGo(now, step);
    case 'REGAIN':
      return regained(route, now, step);
    case 'SUBSTITUTE':
      return { ...unclaimed(now), away: { of: step.of, by: step.by } };
    case 'REVOKE':
      return now.away === null ? null : { ...unclaimed(now), away: null };
    case 'TRANSFER':
      return transferred(route, now, step);
    case 'ADD':
      return added(route, now, step);
    case 'DROP': {
      const left = without(now, step);
      return left === null ? null : settled(route, now, step.stage, left);
    }
    case 'DELEGATE':
      return delegated(route, now, step);
    case 'RECALL':
    case 'RECOMMEND':
      return undelegated(route, now, step);
    case 'HAND':
      return handedOver(now, step);
    case 'APPROVE':
    case 'REJECT':
      return spoken(route, now, step);
    case 'TIME_OUT':
      return timedOut(route, now, step);
    case 'RETURN':
      return returned(route, now, step);
    case 'SEAL':
      return seal(now);
    case 'REOPEN':
      return reopen(route, now, step);
    case 'TAKE_BACK':
    case 'REMOVE':
    case 'HAND_OVER':
      return null;
  }
}

/** Nothing said so far is taken back any more. */
export function seal(now: CaseNow): CaseNow {
  return { ...now, said: now.said.map((one) => ({ ...one, sealed: true })) };
}
