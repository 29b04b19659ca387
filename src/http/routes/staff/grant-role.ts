import { z } from 'zod';
import { grantRole } from '../../../organisation/roles/grant-role.ts';
import { defineRoute } from '../../route.ts';
import { GrantField, StaffParams, grantOf } from './schemas.ts';

/** POST /staff/{accountId}/roles */
export const grantRoleRoute = defineRoute({
  id: 'grantRole',
  method: 'post',
  path: '/staff/{accountId}/roles',
  tag: 'staff',
  summary: 'Give somebody a role in a unit, dated',
  access: ['WRITE_ORGANISATION'],
  params: StaffParams,
  body: GrantField,
  response: { status: 201, schema: z.object({ assignmentId: z.uuid() }) },
  refusals: ['SAME_PERSON', 'ACCOUNT_DISABLED', 'UNIT_UNKNOWN', 'ALREADY_HELD'],
  async handle({ params, body, act }) {
    return act((running) => grantRole(running, params.accountId, grantOf(body)));
  },
});
