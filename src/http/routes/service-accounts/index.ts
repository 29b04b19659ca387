import type { Route } from '../../route.ts';
import { createServiceAccountRoute } from './create-service-account.ts';
import { issueTokenRoute } from './issue-token.ts';
import { listServiceAccountsRoute } from './list-service-accounts.ts';
import { revokeTokenRoute } from './revoke-token.ts';

/** Machine clients and their tokens. */
export const SERVICE_ACCOUNT_ROUTES: readonly Route[] = [
  listServiceAccountsRoute,
  createServiceAccountRoute,
  issueTokenRoute,
  revokeTokenRoute,
];
