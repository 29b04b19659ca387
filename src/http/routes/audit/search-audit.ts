import { z } from 'zod';
import { searchAudit, type AuditRow } from '../../../audit/search.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { AuditEntrySchema, AuditKeyField } from './schemas.ts';

const Instant = z.iso.datetime({ offset: true });

/** GET /audit/entries */
export const searchAuditRoute = defineRoute({
  id: 'searchAudit',
  method: 'get',
  path: '/audit/entries',
  tag: 'audit',
  summary: 'Search the audit, newest first',
  access: ['READ_AUDIT'],
  query: z.strictObject({
    actorId: z.uuid().optional(),
    onBehalfOf: z.uuid().optional().meta({ description: 'In whose name somebody acted.' }),
    caseId: z.uuid().optional(),
    caseNumber: z
      .string()
      .regex(/^[A-Z]{2}-\d{4}-\d{1,12}$/)
      .optional(),
    action: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]{0,79}$/)
      .optional(),
    subject: z
      .string()
      .regex(/^[\w-]+:[\w:.-]{1,100}$/)
      .optional(),
    unitId: z.uuid().optional().meta({ description: 'Unit, with the units below it and their cases.' }),
    from: Instant.optional(),
    to: Instant.optional().meta({ description: 'Exclusive.' }),
    ...PAGE_QUERY,
  }),
  response: { status: 200, schema: pageSchema(AuditEntrySchema) },
  async handle({ deps, query: { cursor, from, to, ...filter } }) {
    const key = readCursor(AuditKeyField, cursor);
    const rows = await searchAudit(deps.db.sql, {
      ...filter,
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
      before: key === undefined ? undefined : [new Date(key[0]), key[1], key[2]],
    });
    return { body: pageOf(rows, filter.limit, keyOf, (entry) => entry) };
  },
});

function keyOf({ at, chain, seq }: AuditRow): z.output<typeof AuditKeyField> {
  return [at.toISOString(), chain, seq];
}
