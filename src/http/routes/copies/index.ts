import type { Route } from '../../route.ts';
import { listCaseCopiesRoute } from './list-case-copies.ts';
import { listOwnCopiesRoute } from './list-own-copies.ts';
import { readAllCopiesRoute } from './read-all-copies.ts';
import { readCopyRoute } from './read-copy.ts';
import { revokeCopyRoute } from './revoke-copy.ts';
import { sendCopiesRoute } from './send-copies.ts';

export const COPY_ROUTES: readonly Route[] = [
  sendCopiesRoute,
  listCaseCopiesRoute,
  listOwnCopiesRoute,
  readAllCopiesRoute,
  readCopyRoute,
  revokeCopyRoute,
];
