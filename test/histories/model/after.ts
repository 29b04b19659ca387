import type { World } from '../world.ts';
import type { CaseNow, Told } from './case-now.ts';
import {
  added,
  claimed,
  delegated,
  handedOver,
  regained,
  transferred,
  unclaimed,
  undelegated,
  without,
} from './seats.ts';
import { reopen, supplemented } from './way.ts';
import { returned, settled, spoken } from './words.ts';

/** The case after a step; null when it is not possible. */
export function after(world: World, now: CaseNow, step: Told): CaseNow | null {
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
    case 'REGAIN':
      return regained(world, now, step);
    case 'SUBSTITUTE':
      return { ...unclaimed(now), away: { of: step.of, by: step.by } };
    case 'REVOKE':
      return now.away === null ? null : { ...unclaimed(now), away: null };
    case 'TRANSFER':
      return transferred(world, now, step);
    case 'ADD':
      return added(world, now, step);
    case 'DROP': {
      const left = without(now, step);
      return left === null ? null : settled(world, now, step.stage, left);
    }
    case 'DELEGATE':
      return delegated(world, now, step);
    case 'RECALL':
    case 'RECOMMEND':
      return undelegated(world, now, step);
    case 'HAND':
      return handedOver(now, step);
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
    case 'REMOVE':
    case 'HAND_OVER':
      return null;
  }
}

/** Nothing said so far is taken back any more. */
export function seal(now: CaseNow): CaseNow {
  return { ...now, said: now.said.map((one) => ({ ...one, sealed: true })) };
}
