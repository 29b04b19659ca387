import { z } from 'zod';
import { ChecklistBody } from '../../../domain/admission/policy.ts';
import { SUBJECT_KINDS } from '../../../domain/registry/channel-type.ts';
import { bilingualSchema } from '../../../domain/text.ts';
import { listChannelTypes } from '../../../registry/channels/list-channel-types.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';

const Item = z.object({
  code: z.string(),
  parent: z.string().nullable(),
  name: bilingualSchema,
  description: bilingualSchema,
  ownership: z.enum(['OWN', 'SOCIAL']),
  openForApplication: z.boolean(),
  subjectKinds: z.array(z.enum(SUBJECT_KINDS)),
  services: z.array(z.object({ code: z.string(), name: bilingualSchema })),
  checklist: z.object({ number: z.int(), items: ChecklistBody.shape.items }).nullable(),
});

const CodeKey = z.object({ code: z.string() });

/** GET /channel-types (ADM-18, TAX-01…06, TAX-09): the same published criteria for everybody, before anybody registers. */
export const listChannelTypesRoute = defineRoute({
  id: 'listChannelTypes',
  method: 'get',
  path: '/channel-types',
  tag: 'registry',
  summary: 'The types of channels, and what an application for each of them needs',
  access: 'PUBLIC',
  query: z.strictObject({ open: z.stringbool().optional(), ...PAGE_QUERY }),
  response: { status: 200, schema: pageSchema(Item) },
  async handle({ deps, query: { open, cursor, limit } }) {
    const after = readCursor(CodeKey, cursor)?.code;
    const rows = await listChannelTypes(deps.db.sql, { open, after, limit }, new Date());
    return {
      body: pageOf(
        rows,
        limit,
        ({ code }) => ({ code }),
        (row) => row,
      ),
    };
  },
});
