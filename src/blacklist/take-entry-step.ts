import type { Act } from '../acts/act.ts';
import { takeStep, type BlacklistState, type BlacklistStep } from '../domain/blacklist/take-step.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import { insertStep, type NewStep } from './entry.ts';

export interface EntryStepRequest {
  readonly entryId: string;
  readonly step: BlacklistStep;
  readonly by: string;
  /** The version that the person saw. */
  readonly version: number;
  readonly reasonCode?: string | undefined;
  readonly reason?: string | undefined;
}

interface LockedEntry {
  readonly state: BlacklistState;
  readonly proposedBy: string;
  readonly removalBy: string | null;
  readonly unitId: string;
  readonly version: number;
}

const ACTIONS = {
  LIST: 'LISTED',
  DISMISS: 'DISMISSED',
  PROPOSE_REMOVAL: 'REMOVAL_PROPOSED',
  REMOVE: 'REMOVED',
  KEEP: 'KEPT',
} as const satisfies Record<BlacklistStep, NewStep['action']>;

/** @throws Refusal NOT_FOUND, STALE_VERSION, BLACKLIST_STATE, SAME_PERSON */
export async function takeEntryStep(act: Act, request: EntryStepRequest): Promise<Facts> {
  const { entryId, step, by, reasonCode, reason } = request;
  const entry = await lockEntry(act, entryId);
  if (entry === undefined) throw new Refusal('NOT_FOUND');
  if (entry.version !== request.version) throw new Refusal('STALE_VERSION', { version: entry.version });
  const outcome = takeStep(entry, step, by);
  if (outcome.kind === 'WRONG_STATE') throw new Refusal('BLACKLIST_STATE', { state: entry.state });
  if (outcome.kind === 'SAME_PERSON') throw new Refusal('SAME_PERSON');
  await act.tx.run(
    `UPDATE blacklist_entry SET state = $2, version = version + 1,
       decided_by = CASE WHEN $3 IN ('LISTED', 'DISMISSED') THEN $4::uuid ELSE decided_by END,
       listed_at = CASE WHEN $3 = 'LISTED' THEN $5 ELSE listed_at END,
       removal_by = CASE WHEN $3 = 'REMOVAL_PROPOSED' THEN $4::uuid ELSE removal_by END,
       removal_reason = CASE WHEN $3 = 'REMOVAL_PROPOSED' THEN $6 ELSE removal_reason END,
       removed_by = CASE WHEN $3 = 'REMOVED' THEN $4::uuid ELSE removed_by END,
       removed_at = CASE WHEN $3 = 'REMOVED' THEN $5 ELSE removed_at END
     WHERE id = $1`,
    [entryId, outcome.state, ACTIONS[step], by, act.now, reason ?? null],
  );
  await insertStep(act.tx, { entryId, action: ACTIONS[step], accountId: by, reasonCode, reason }, act.now);
  act.audit({
    action: `BLACKLIST_${ACTIONS[step]}`,
    unitId: entry.unitId,
    subject: `blacklist:${entryId}`,
    reasonCode,
    before: { state: entry.state },
    after: { state: outcome.state },
  });
  return { entryId, state: outcome.state, version: entry.version + 1 };
}

function lockEntry(act: Act, entryId: string): Promise<LockedEntry | undefined> {
  return act.tx.maybe<LockedEntry>(
    `SELECT state, proposed_by AS "proposedBy", removal_by AS "removalBy", unit_id AS "unitId", version
     FROM blacklist_entry WHERE id = $1 FOR UPDATE`,
    [entryId],
  );
}
