import { z } from 'zod';
import { addRosterMember } from '../../../organisation/rosters/member.ts';
import { defineRoute } from '../../route.ts';
import { InstantField, instantOf } from '../staff/schemas.ts';
import { RosterParams } from './schemas.ts';

/** POST /rosters/{rosterId}/members */
export const addRosterMemberRoute = defineRoute({
  id: 'addRosterMember',
  method: 'post',
  path: '/rosters/{rosterId}/members',
  tag: 'rosters',
  summary: 'Put somebody on a post or into a group, dated',
  access: ['WRITE_ORGANISATION'],
  params: RosterParams,
  body: z.strictObject({
    accountId: z.uuid(),
    validFrom: InstantField.optional(),
    validTo: InstantField.optional(),
  }),
  response: { status: 201, schema: z.object({ memberId: z.uuid() }) },
  refusals: ['SAME_PERSON', 'ALREADY_MEMBER', 'WRONG_STATE'],
  async handle({ params: { rosterId }, body: { accountId, validFrom, validTo }, act }) {
    const member = { accountId, validFrom: instantOf(validFrom), validTo: instantOf(validTo) };
    return act((running) => addRosterMember(running, rosterId, member), { status: 201 });
  },
});
