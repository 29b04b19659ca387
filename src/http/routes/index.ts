import type { Route } from '../route.ts';
import { ACCOUNT_ROUTES } from './accounts/index.ts';
import { BATCH_ROUTES } from './batches/index.ts';
import { COMPANY_ROUTES } from './companies/index.ts';
import { ADMISSION_ROUTES } from './admission/index.ts';
import { CASE_ROUTES } from './cases/index.ts';
import { CHOICE_ROUTES } from './choices/index.ts';
import { CONFLICT_ROUTES } from './conflicts/index.ts';
import { COMMENT_ROUTES } from './comments/index.ts';
import { COPY_ROUTES } from './copies/index.ts';
import { CONTRACT_ROUTES } from './contracts/index.ts';
import { FIGURE_ROUTES } from './figures/index.ts';
import { FILE_ROUTES } from './files/index.ts';
import { HEALTH_ROUTES } from './health/index.ts';
import { CONFIRMATION_ROUTES } from './confirmations/index.ts';
import { INBOX_FILTER_ROUTES } from './inbox-filters/index.ts';
import { LINK_ROUTES } from './links/index.ts';
import { LIVE_ROUTES } from './live/index.ts';
import { OPINION_ROUTES } from './opinions/index.ts';
import { ORGANISATION_ROUTES } from './organisation/index.ts';
import { SERVICE_ACCOUNT_ROUTES } from './service-accounts/index.ts';
import { ROSTER_ROUTES } from './rosters/index.ts';
import { STAFF_ROUTES } from './staff/index.ts';
import { MESSAGE_ROUTES } from './messages/index.ts';
import { PERSONAL_ROUTES } from './personal/index.ts';
import { POLICY_ROUTES } from './policies/index.ts';
import { TASK_ROUTES } from './tasks/index.ts';
import { PUBLICATION_ROUTES } from './publications/index.ts';
import { REQUEST_ROUTES } from './requests/index.ts';
import { REGISTRY_ROUTES } from './registry/index.ts';
import { BLACKLIST_ROUTES } from './blacklist/index.ts';
import { AUDIT_ROUTES } from './audit/index.ts';
import { URGE_ROUTES } from './urges/index.ts';
import { IMPORT_ROUTES } from './imports/index.ts';
import { WEBHOOK_ROUTES } from './webhooks/index.ts';
import { SUBSTITUTION_ROUTES } from './substitutions/index.ts';

/**
 * Every route of the API, by area. The app mounts them, the OpenAPI document and the access matrix test list them. The first that
 * fits a path answers it, so `/tasks/events` stands before `/tasks/{taskId}`, and `/cases/started` of the tasks before `/cases/{caseId}`.
 */
export const ROUTES: readonly Route[] = [
  ...ACCOUNT_ROUTES,
  ...COMPANY_ROUTES,
  ...ORGANISATION_ROUTES,
  ...ROSTER_ROUTES,
  ...STAFF_ROUTES,
  ...SERVICE_ACCOUNT_ROUTES,
  ...WEBHOOK_ROUTES,
  ...ADMISSION_ROUTES,
  ...CONTRACT_ROUTES,
  ...FILE_ROUTES,
  ...HEALTH_ROUTES,
  ...LIVE_ROUTES,
  ...TASK_ROUTES,
  ...CONFIRMATION_ROUTES,
  ...INBOX_FILTER_ROUTES,
  ...LINK_ROUTES,
  ...PERSONAL_ROUTES,
  ...FIGURE_ROUTES,
  ...SUBSTITUTION_ROUTES,
  ...BATCH_ROUTES,
  ...CASE_ROUTES,
  ...CHOICE_ROUTES,
  ...CONFLICT_ROUTES,
  ...COMMENT_ROUTES,
  ...URGE_ROUTES,
  ...COPY_ROUTES,
  ...OPINION_ROUTES,
  ...REQUEST_ROUTES,
  ...PUBLICATION_ROUTES,
  ...REGISTRY_ROUTES,
  ...POLICY_ROUTES,
  ...MESSAGE_ROUTES,
  ...BLACKLIST_ROUTES,
  ...AUDIT_ROUTES,
  ...IMPORT_ROUTES,
];
