import { z } from 'zod';
import { orderHandOver } from '../../../../tasks/hand-over/order-hand-over.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';
import { BatchOrdered } from '../../batches/schemas.ts';
import { StaffParams } from '../schemas.ts';
import { PLAN } from './schemas.ts';

/** POST /staff/{accountId}/hand-over */
export const orderHandOverRoute = defineRoute({
  id: 'orderHandOver',
  method: 'post',
  path: '/staff/{accountId}/hand-over',
  tag: 'staff',
  summary: 'Hand over everything that waits for somebody who leaves; each task has a result of its own',
  access: ['WRITE_ORGANISATION'],
  params: StaffParams,
  body: z.strictObject({
    ...PLAN,
    reason: freeText(4000),
    passHeads: z.boolean().default(false).meta({ description: 'The receiver becomes head of the units they head.' }),
    disable: z.boolean().default(false).meta({ description: 'Disable the account once nothing is left.' }),
    endRoles: z.boolean().default(false).meta({ description: 'End every role once nothing is left.' }),
  }),
  response: { status: 202, schema: BatchOrdered },
  refusals: ['RECEIVER_NOT_POSSIBLE', 'SAME_PERSON', 'NOTHING_TO_DO'],
  handle({ params, body, act }) {
    return act((running) => orderHandOver(running, { ...params, ...body }), { status: 202 });
  },
});
