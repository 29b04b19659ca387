import { proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { AnnouncementActivities } from '../activities/announcements.ts';
import type { AuditActivities } from '../activities/audit.ts';
import type { BatchActivities } from '../activities/batches.ts';
import type { CaseActivities } from '../activities/cases.ts';
import type { ChoreActivities } from '../activities/chores.ts';
import type { DigestActivities } from '../activities/digests.ts';
import type { DocumentActivities } from '../activities/documents.ts';
import type { ReplanActivities } from '../activities/replans.ts';
import type { ScreeningActivities } from '../activities/screening.ts';

/**
 * Short transactions of the case, run inside the Workflow Task so that the answer to a wake comes after the next phase is open.
 * Unlimited attempts and no error that ends a case: a step that fails shows in health as stuck.
 */
export const steps = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '5 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
  localRetryThreshold: '1 minute',
});

/** Questions to providers outside; each attempt is bounded, the answer "nobody answered" is an answer. */
export const screening = proxyActivities<ScreeningActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/** Documents are made on a queue of their own, so that a thousand contracts never hold up a decision. */
export const documents = () =>
  proxyActivities<DocumentActivities>({
    taskQueue: `${workflowInfo().taskQueue}-documents`,
    startToCloseTimeout: '2 minutes',
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  });

/** The daily anchor of the audit reads what a day has left; tried until it is written. */
export const audit = proxyActivities<AuditActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '10 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
});

/** What is tidied up once a day; tried until it is done, or until the next day's comes. */
export const chores = proxyActivities<ChoreActivities>({
  startToCloseTimeout: '10 minutes',
  retry: { initialInterval: '10 seconds', backoffCoefficient: 2, maximumInterval: '1 hour' },
});

/** Many acts one after the other, on a queue of their own; a runner that dies is missed after its heartbeat and replaced. */
export const batches = () =>
  proxyActivities<BatchActivities>({
    ...longWork(),
  });

/** Planning deadlines again runs beside the batches, each case in a transaction of its own. */
export const replans = () => proxyActivities<ReplanActivities>({ ...longWork() });

/** Telling everybody of an audience runs beside the batches, page by page. */
export const announcements = () => proxyActivities<AnnouncementActivities>({ ...longWork() });

/** Digests are written beside the batches, some people in one transaction. */
export const digests = () => proxyActivities<DigestActivities>({ ...longWork() });

const longWork = () =>
  ({
    taskQueue: `${workflowInfo().taskQueue}-batches`,
    startToCloseTimeout: '10 minutes',
    heartbeatTimeout: '30 seconds',
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  }) as const;
