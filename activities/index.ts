import type { Logger } from 'pino';
import type { Config } from '../src/config.ts';
import type { FileStore } from '../src/files/file-store.ts';
import type { Database } from '../src/persistence/database.ts';
import { createAnnouncementActivities } from './announcements.ts';
import { createAuditActivities } from './audit.ts';
import { createBatchActivities } from './batches.ts';
import { createChoreActivities } from './chores.ts';
import { createCaseActivities } from './cases.ts';
import { createDigestActivities } from './digests.ts';
import { createDocumentActivities } from './documents.ts';
import { createMessageActivities } from './messages.ts';
import { createReplanActivities } from './replans.ts';
import { createScreeningActivities } from './screening.ts';
import { createWebhookActivities } from './webhooks.ts';

/** What every activity may need; `src/worker.ts` builds it once. */
export interface WorkParts {
  readonly db: Database;
  readonly files: FileStore;
  readonly config: Config;
  readonly log: Logger;
}

/** The queue of the cases: short steps, questions to registers, what is done once a day. */
export const createCaseQueue = (parts: WorkParts) => ({
  ...createCaseActivities(parts),
  ...createScreeningActivities(parts),
  ...createAuditActivities(parts),
  ...createChoreActivities(parts),
});

/** Documents are made here, one or two at a time. */
export const createDocumentQueue = (parts: WorkParts) => createDocumentActivities(parts);

/** What is done to many records at once: ordered by somebody, or because a calendar changed. */
export const createBatchQueue = (parts: WorkParts) => ({
  ...createBatchActivities(parts),
  ...createReplanActivities(parts),
  ...createAnnouncementActivities(parts),
  ...createDigestActivities(parts),
});

/** Webhooks are told from here: a receiver that is slow holds up no mail. */
export const createWebhookQueue = (parts: WorkParts) => createWebhookActivities(parts);

/** Mail leaves from here. */
export const createMailQueue = (parts: WorkParts) => createMessageActivities(parts);
