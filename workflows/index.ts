// Everything the workers run, by name.
export { admission } from './admission.ts';
export { auditAnchor } from './audit-anchor.ts';
export { batch } from './batch.ts';
export { contentSweep } from './content-sweep.ts';
export { digests } from './digests.ts';
export { lapsedClaims } from './lapsed-claims.ts';
export { messages } from './messages.ts';
export { reminders } from './reminders.ts';
export { replanDeadlines } from './replan-deadlines.ts';
export { request } from './request.ts';
export { webhooks } from './webhooks.ts';
