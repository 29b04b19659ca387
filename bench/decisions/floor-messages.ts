import { defineUpdate } from '@temporalio/workflow';

/** The floor of decisions that end a phase: an update, and a local activity that writes as many rows as opening a phase does. */
export const floorUpdate = defineUpdate<string, [number]>('wake');

export interface FloorInput {
  readonly rows: number;
  readonly updates: number;
}
