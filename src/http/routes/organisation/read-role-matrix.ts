import { z } from 'zod';
import {
  COMPANY_ROLE_NAMES,
  LEVEL_NAMES,
  PERMISSION_NAMES,
  POST_NAMES,
  SCOPE_NAMES,
  STAFF_ROLE_NAMES,
} from '../../../domain/access/names.ts';
import { LEVELS, POSTS } from '../../../domain/access/positions.ts';
import {
  COMPANY_PERMISSIONS,
  COMPANY_ROLES,
  PERMISSIONS,
  SERVICE_SCOPES,
  STAFF_PERMISSIONS,
  STAFF_ROLES,
} from '../../../domain/access/roles.ts';
import { SCOPE_CODES } from '../../../domain/access/scopes.ts';
import { bilingualSchema } from '../../../domain/text.ts';
import { defineRoute } from '../../route.ts';

const Word = z.object({ code: z.string(), name: bilingualSchema });
const Granted = Word.extend({ permissions: z.array(z.string()) });

/** GET /roles: the duty and authority matrix (ORG-01), levels (ORG-02) and posts (ORG-04). */
export const readRoleMatrixRoute = defineRoute({
  id: 'readRoleMatrix',
  method: 'get',
  path: '/roles',
  tag: 'organisation',
  summary: 'Who may do what: roles with their duties and permissions, levels, posts, company roles, scopes',
  access: ['READ_ORGANISATION'],
  response: {
    status: 200,
    schema: z.object({
      permissions: z.array(Word),
      staffRoles: z.array(Granted.extend({ duty: bilingualSchema })),
      companyRoles: z.array(Granted),
      scopes: z.array(Granted),
      levels: z.array(Word),
      posts: z.array(Word),
    }),
  },
  async handle() {
    return Promise.resolve({ body: MATRIX });
  },
});

const word = (code: string, { zh, en }: { readonly zh: string; readonly en: string }) => ({ code, name: { zh, en } });

const MATRIX = {
  permissions: PERMISSIONS.map((code) => word(code, PERMISSION_NAMES[code])),
  staffRoles: STAFF_ROLES.map((code) => {
    const { duty, ...name } = STAFF_ROLE_NAMES[code];
    return { ...word(code, name), duty, permissions: STAFF_PERMISSIONS[code] };
  }),
  companyRoles: COMPANY_ROLES.map((code) => ({
    ...word(code, COMPANY_ROLE_NAMES[code]),
    permissions: COMPANY_PERMISSIONS[code],
  })),
  scopes: SCOPE_CODES.map((code) => ({ ...word(code, SCOPE_NAMES[code]), permissions: SERVICE_SCOPES[code] })),
  levels: LEVELS.map((code) => word(code, LEVEL_NAMES[code])),
  posts: POSTS.map((code) => word(code, POST_NAMES[code])),
};
