import type { Route } from '../route.ts';
import { ACCOUNT_ROUTES } from './accounts/index.ts';
import { ADMISSION_ROUTES } from './admission/index.ts';
import { FILE_ROUTES } from './files/index.ts';

/** Every route of the API, by area. The app mounts them, the OpenAPI document and the access matrix test list them. */
export const ROUTES: readonly Route[] = [...ACCOUNT_ROUTES, ...ADMISSION_ROUTES, ...FILE_ROUTES];
