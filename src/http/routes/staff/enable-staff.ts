import { z } from 'zod';
import { enableStaff } from '../../../accounts/staff/disable-staff.ts';
import { defineRoute } from '../../route.ts';
import { StaffParams } from './schemas.ts';

/** POST /staff/{accountId}/enabling */
export const enableStaffRoute = defineRoute({
  id: 'enableStaff',
  method: 'post',
  path: '/staff/{accountId}/enabling',
  tag: 'staff',
  summary: 'Let somebody log in again',
  access: ['WRITE_ORGANISATION'],
  params: StaffParams,
  response: {
    status: 200,
    schema: z.object({ accountId: z.uuid(), state: z.string(), version: z.number().int() }),
  },
  refusals: ['WRONG_STATE'],
  async handle({ params, act }) {
    return act(async (running) => ({ ...(await enableStaff(running, params.accountId)) }));
  },
});
