import { z } from 'zod';
import { ROW_ERROR_CODES } from '../../../domain/imports/row-errors.ts';
import { listRows } from '../../../imports/read-import.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { tellError } from './row-error-texts.ts';
import { ImportParams, visibleImport } from './schemas.ts';

const ActionField = z.enum(['CREATE', 'UPDATE', 'SAME', 'ERROR']);

const Row = z.object({
  row: z.number().int().meta({ description: 'As a spreadsheet counts; the header is row 1.' }),
  action: ActionField,
  creditCode: z.string().nullable(),
  companyName: z.string().nullable(),
  channelCode: z.string().nullable(),
  channelName: z.string().nullable(),
  errors: z.array(
    z.object({
      column: z.string(),
      columnLabel: z.string(),
      code: z.enum(ROW_ERROR_CODES),
      otherRow: z.number().int().nullable(),
      text: z.string().meta({ description: 'For people; follows Accept-Language.' }),
    }),
  ),
});

/** GET /imports/{importId}/rows */
export const listImportRowsRoute = defineRoute({
  id: 'listImportRows',
  method: 'get',
  path: '/imports/{importId}/rows',
  tag: 'imports',
  summary: 'The report of an uploaded list, row by row',
  access: ['IMPORT_REGISTRY', 'LOAD_CREDIT', 'READ_IMPORTS'],
  params: ImportParams,
  query: z.strictObject({ action: ActionField.optional(), ...PAGE_QUERY }),
  response: { status: 200, schema: pageSchema(Row) },
  async handle({ deps, actor, locale, params, query: { action, limit, cursor } }) {
    const { id, kind } = await visibleImport(deps.db.sql, actor, params.importId);
    const after = readCursor(z.int().min(0), cursor);
    const rows = await listRows(deps.db.sql, id, { action, limit, after });
    return {
      body: pageOf(
        rows,
        limit,
        ({ row }) => row,
        (row) => ({ ...row, errors: row.errors.map((error) => tellError(kind, error, locale)) }),
      ),
    };
  },
});
