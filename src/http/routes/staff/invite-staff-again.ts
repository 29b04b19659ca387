import { z } from 'zod';
import { inviteStaffAgain } from '../../../accounts/staff/invite-staff.ts';
import { defineRoute } from '../../route.ts';
import { StaffParams } from './schemas.ts';

/** POST /staff/{accountId}/invitation */
export const inviteStaffAgainRoute = defineRoute({
  id: 'inviteStaffAgain',
  method: 'post',
  path: '/staff/{accountId}/invitation',
  tag: 'staff',
  summary: 'Mail the invitation again; the link before stops working',
  access: ['WRITE_ORGANISATION'],
  params: StaffParams,
  response: { status: 200, schema: z.object({ accountId: z.uuid() }) },
  refusals: ['WRONG_STATE', 'TOO_MANY_REQUESTS'],
  async handle({ deps, params, act }) {
    return act((running) => inviteStaffAgain(running, deps.config.sessionSecret, params.accountId));
  },
});
