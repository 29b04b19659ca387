import { z } from 'zod';
import { disableStaff } from '../../../accounts/staff/disable-staff.ts';
import { defineRoute } from '../../route.ts';
import { StaffParams } from './schemas.ts';

/** POST /staff/{accountId}/disabling */
export const disableStaffRoute = defineRoute({
  id: 'disableStaff',
  method: 'post',
  path: '/staff/{accountId}/disabling',
  tag: 'staff',
  summary: 'End the log-in and every session of somebody, at once',
  access: ['WRITE_ORGANISATION'],
  params: StaffParams,
  body: z.strictObject({ force: z.boolean().default(false).meta({ description: 'Also with open tasks.' }) }),
  response: {
    status: 200,
    schema: z.object({
      accountId: z.uuid(),
      state: z.string(),
      version: z.number().int(),
      openTasks: z
        .number()
        .int()
        .meta({ description: 'How many were on the name. Those that others may take are in their pools again.' }),
    }),
  },
  refusals: ['SAME_PERSON', 'WRONG_STATE', 'HOLDS_OPEN_TASKS', 'NOBODY_LEFT'],
  async handle({ params, body, act }) {
    return act(async (running) => ({ ...(await disableStaff(running, { ...params, ...body })) }));
  },
});
