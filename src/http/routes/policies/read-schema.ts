import { z } from 'zod';
import { jsonSchemaOf } from '../../../domain/policies/json-schema.ts';
import { POLICY_SHAPES } from '../../../domain/policies/kinds.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { defineRoute } from '../../route.ts';
import { TAG } from './schemas.ts';

/** GET /schemas/{schema}: an editor asks for it without anybody being logged in, and it says nothing about anybody. */
export const readPolicySchemaRoute = defineRoute({
  id: 'readPolicySchema',
  method: 'get',
  path: '/schemas/{schema}',
  tag: TAG,
  summary: 'The JSON Schema of one kind of rule: route, decision-table, checklist …',
  access: 'PUBLIC',
  params: z.object({ schema: z.string().max(60) }),
  response: { status: 200, schema: z.record(z.string(), z.unknown()) },
  handle({ params }) {
    const shape = POLICY_SHAPES.find(({ name }) => name === params.schema);
    if (shape === undefined) throw new Refusal('NOT_FOUND');
    return Promise.resolve({ body: jsonSchemaOf(shape), headers: { 'content-type': 'application/schema+json' } });
  },
});
