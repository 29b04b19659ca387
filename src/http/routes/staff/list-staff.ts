import { z } from 'zod';
import { listStaff } from '../../../accounts/staff/read-staff.ts';
import { permissionsOf } from '../../../domain/access/actor.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { freeText } from '../../text.ts';
import { StaffRoleField, StaffSchema } from './schemas.ts';

/** GET /staff */
export const listStaffRoute = defineRoute({
  id: 'listStaff',
  method: 'get',
  path: '/staff',
  tag: 'staff',
  summary: 'Find staff by name, pinyin, log-in name, unit, role or state',
  access: ['READ_ORGANISATION'],
  query: z.strictObject({
    q: freeText(100).optional(),
    unitId: z.uuid().optional().meta({ description: 'Holding a role in this unit or below it.' }),
    role: StaffRoleField.optional(),
    state: z.enum(['INVITED', 'ACTIVE', 'DISABLED']).optional(),
    ...PAGE_QUERY,
  }),
  response: { status: 200, schema: pageSchema(StaffSchema) },
  async handle({ deps, actor, query }) {
    const { q, unitId, role, state, limit, cursor } = query;
    const after = readCursor(z.string(), cursor);
    const plain = permissionsOf(actor).has('WRITE_ORGANISATION');
    const wanted = { text: q, unitId, role, state, after, limit: limit + 1 };
    const staff = await listStaff(deps.db.sql, wanted, plain);
    return {
      body: pageOf(
        staff,
        limit,
        ({ login }) => login,
        (one) => one,
      ),
    };
  },
});
