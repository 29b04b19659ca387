import type { Route } from '../../route.ts';
import { readAuditEntryRoute } from './read-entry.ts';
import { searchAuditRoute } from './search-audit.ts';
import { verifyCaseAuditRoute } from './verify-case.ts';

/** Who did what, and whether the record of it is whole. */
export const AUDIT_ROUTES: readonly Route[] = [searchAuditRoute, readAuditEntryRoute, verifyCaseAuditRoute];
