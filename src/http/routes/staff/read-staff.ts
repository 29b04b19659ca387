import { findStaff } from '../../../accounts/staff/read-staff.ts';
import { permissionsOf } from '../../../domain/access/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { defineRoute } from '../../route.ts';
import { StaffParams, StaffSchema } from './schemas.ts';

/** GET /staff/{accountId} */
export const readStaffRoute = defineRoute({
  id: 'readStaff',
  method: 'get',
  path: '/staff/{accountId}',
  tag: 'staff',
  summary: 'One member of staff with every role, past ones too',
  access: ['READ_ORGANISATION'],
  params: StaffParams,
  response: { status: 200, schema: StaffSchema },
  async handle({ deps, actor, params }) {
    const plain = permissionsOf(actor).has('WRITE_ORGANISATION');
    const staff = await findStaff(deps.db.sql, params.accountId, plain);
    if (staff === undefined) throw new Refusal('NOT_FOUND');
    return { body: staff, etag: staff.version };
  },
});
