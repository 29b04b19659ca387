import type { Route } from '../../route.ts';
import { addItemFileRoute } from './add-item-file.ts';
import { getApplicationRoute } from './get-application.ts';
import { getScreeningRoute } from './get-screening.ts';
import { listApplicationsRoute } from './list-applications.ts';
import { removeItemFileRoute } from './remove-item-file.ts';
import { saveApplicationRoute } from './save-application.ts';
import { saveItemRoute } from './save-item.ts';
import { saveVerdictsRoute } from './save-verdicts.ts';
import { startApplicationRoute } from './start-application.ts';
import { submitApplicationRoute } from './submit-application.ts';
import { unmaskContactRoute } from './unmask-contact.ts';

export const ADMISSION_ROUTES: readonly Route[] = [
  startApplicationRoute,
  listApplicationsRoute,
  getApplicationRoute,
  saveApplicationRoute,
  saveItemRoute,
  addItemFileRoute,
  removeItemFileRoute,
  submitApplicationRoute,
  saveVerdictsRoute,
  getScreeningRoute,
  unmaskContactRoute,
];
