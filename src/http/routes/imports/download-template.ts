import { z } from 'zod';
import { IMPORT_COLUMNS } from '../../../domain/imports/columns.ts';
import { defineRoute } from '../../route.ts';
import { KindField } from './schemas.ts';

const NAMES = { REGISTRY: '登记库导入模板.csv', CREDIT: '信用名录导入模板.csv' } as const;

/** GET /imports/template?kind=REGISTRY|CREDIT */
export const downloadTemplateRoute = defineRoute({
  id: 'downloadImportTemplate',
  method: 'get',
  path: '/imports/template',
  tag: 'imports',
  summary: 'An empty list to fill in: CSV with Chinese headers',
  access: ['IMPORT_REGISTRY', 'LOAD_CREDIT'],
  query: z.strictObject({ kind: KindField }),
  response: { status: 200, content: 'text/csv' },
  handle({ query: { kind } }) {
    const header = IMPORT_COLUMNS[kind].map(({ label }) => label.zh).join(',');
    return Promise.resolve({
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="template.csv"; filename*=UTF-8''${encodeURIComponent(NAMES[kind])}`,
      },
      // The byte order mark lets spreadsheets read the Chinese as UTF-8.
      send: (res) => {
        res.status(200).send(`\uFEFF${header}\r\n`);
      },
    });
  },
});
