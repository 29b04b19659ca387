import type { Route } from '../../route.ts';
import { applyImportRoute } from './apply-import.ts';
import { downloadTemplateRoute } from './download-template.ts';
import { listImportsRoute } from './list-imports.ts';
import { listImportRowsRoute } from './list-rows.ts';
import { readImportRoute } from './read-import.ts';
import { uploadImportRoute } from './upload-import.ts';

/** Lists of companies, channels and credit grades, uploaded, checked and applied. `template` stands before the ids. */
export const IMPORT_ROUTES: readonly Route[] = [
  uploadImportRoute,
  listImportsRoute,
  downloadTemplateRoute,
  readImportRoute,
  listImportRowsRoute,
  applyImportRoute,
];
