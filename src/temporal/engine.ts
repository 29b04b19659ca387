import type { OutboxKey } from '../acts/act.ts';

/** The engine as the API sees it: it can be told what an act left in the outbox. */
export interface Engine {
  /** Resolves true when every row is delivered and the next phase is visible; false when that is still to come. Never throws. */
  deliver(keys: readonly OutboxKey[]): Promise<boolean>;
  /** For readiness and health. */
  reachable(): Promise<boolean>;
}
