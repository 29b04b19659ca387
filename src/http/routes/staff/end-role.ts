import { z } from 'zod';
import { endRole } from '../../../organisation/roles/end-role.ts';
import { defineRoute } from '../../route.ts';
import { AssignmentParams, InstantField, instantOf } from './schemas.ts';

/** POST /staff/{accountId}/roles/{assignmentId}/end */
export const endRoleRoute = defineRoute({
  id: 'endRole',
  method: 'post',
  path: '/staff/{accountId}/roles/{assignmentId}/end',
  tag: 'staff',
  summary: 'End a role, now or at an instant to come',
  access: ['WRITE_ORGANISATION'],
  params: AssignmentParams,
  body: z.strictObject({ at: InstantField.optional() }),
  response: { status: 200, schema: z.object({ validTo: InstantField }) },
  refusals: ['WRONG_STATE', 'NOBODY_LEFT'],
  async handle({ params, body, act }) {
    return act((running) => endRole(running, { ...params, at: instantOf(body.at) }));
  },
});
