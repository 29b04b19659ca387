/** Slow work has queues of its own beside the one of the cases. */
export const documentQueue = (taskQueue: string): string => `${taskQueue}-documents`;
export const batchQueue = (taskQueue: string): string => `${taskQueue}-batches`;
export const webhookQueue = (taskQueue: string): string => `${taskQueue}-webhooks`;
export const mailQueue = (taskQueue: string): string => `${taskQueue}-mail`;
