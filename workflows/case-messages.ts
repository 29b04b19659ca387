import { defineUpdate } from '@temporalio/workflow';

/** One workflow per case and generation; the id says which. */
export interface CaseInput {
  readonly caseId: string;
  readonly generation: number;
  /** What travels through continue-as-new. */
  readonly desk?: DeskState;
}

/** What an act tells the workflow of its case: ids, status words and instants only. */
export interface WakeMessage {
  readonly seq?: number;
  readonly outcome?: string;
  readonly interrupt?: string;
  /** ISO instant. */
  readonly nextAt?: string;
}

export interface DeskState {
  readonly phase: string;
  /** The phase before it; a decision taken back leads there. */
  readonly before?: string;
  readonly seq: number;
  readonly outcomes: Readonly<Record<number, string>>;
  readonly interrupt: string | null;
  readonly next: string | null;
}

export const wakeUpdate = defineUpdate<string, [WakeMessage]>('wake');
