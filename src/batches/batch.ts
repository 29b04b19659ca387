import type { Facts } from '../domain/refusal.ts';

export const BATCH_KINDS = ['BULK_DECISION', 'HAND_OVER', 'ROUTE_MOVE'] as const;
export type BatchKind = (typeof BATCH_KINDS)[number];

export const BATCH_STATES = ['ORDERED', 'RUNNING', 'DONE', 'CANCELED'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** FAILED: it could not be tried to its end; every other end is somebody's answer. */
export const ITEM_STATES = ['PENDING', 'DONE', 'REFUSED', 'FAILED', 'CANCELED'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** What was ordered, as far as its items have to know. */
export interface Batch {
  readonly id: string;
  readonly kind: BatchKind;
  readonly orderedBy: string;
  /** Ids and codes only. */
  readonly params: Facts;
  /** In the words of whoever ordered it, for all items. */
  readonly reason: string | null;
}

/** One act of a batch, on the one case or task it locks, if any. */
export interface BatchItem {
  readonly n: number;
  readonly step: string;
  readonly caseId: string | null;
  readonly taskId: string | null;
  readonly target: Facts;
}
