import { z } from 'zod';
import { endRosterMember } from '../../../organisation/rosters/member.ts';
import { defineRoute } from '../../route.ts';
import { InstantField, instantOf } from '../staff/schemas.ts';
import { MemberParams } from './schemas.ts';

/** POST /rosters/{rosterId}/members/{memberId}/end */
export const endRosterMemberRoute = defineRoute({
  id: 'endRosterMember',
  method: 'post',
  path: '/rosters/{rosterId}/members/{memberId}/end',
  tag: 'rosters',
  summary: 'End a membership, now or at an instant to come',
  access: ['WRITE_ORGANISATION'],
  params: MemberParams,
  body: z.strictObject({ at: InstantField.optional() }),
  response: { status: 200, schema: z.object({ validTo: InstantField }) },
  refusals: ['WRONG_STATE'],
  async handle({ params, body, act }) {
    return act((running) => endRosterMember(running, { ...params, at: instantOf(body.at) }));
  },
});
