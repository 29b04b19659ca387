import { z } from 'zod';
import { POLICY_SHAPES } from '../../../domain/policies/kinds.ts';
import { defineRoute } from '../../route.ts';
import { Kind, TAG } from './schemas.ts';

/** GET /schemas */
export const listPolicySchemasRoute = defineRoute({
  id: 'listPolicySchemas',
  method: 'get',
  path: '/schemas',
  tag: TAG,
  summary: 'Which JSON Schemas there are, and the kind of rule each of them is for',
  access: 'PUBLIC',
  response: { status: 200, schema: z.object({ items: z.array(z.object({ name: z.string(), kind: Kind })) }) },
  handle() {
    return Promise.resolve({ body: { items: POLICY_SHAPES.map(({ name, kind }) => ({ name, kind })) } });
  },
});
