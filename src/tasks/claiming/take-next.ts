import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { Facts } from '../../domain/refusal.ts';
import { SCOPES } from '../inbox/offers.ts';
import { mayAct } from '../people/holding.ts';
import { readAtHand, type AtHand } from '../operations/at-hand.ts';
import { claimTask } from './claim.ts';

/** Only tasks of this process, or of stages with this key. */
export interface NextFilter {
  readonly process?: string | undefined;
  readonly stage?: string | undefined;
}

/** So many tasks may be taken by others under one's hands before the pool counts as empty. */
const MOST_TRIES = 50;

/**
 * Takes the best task that is open to this person: the highest priority first, then the soonest due, then the oldest. Any number may ask at the
 * same time and each gets a task of their own, or none when nothing is left. Only what is offered to them in their own name.
 */
export async function takeNext(act: Act, actor: Actor, filter: NextFilter): Promise<Facts> {
  const seen: string[] = [];
  let wait: 'SKIP LOCKED' | '' = 'SKIP LOCKED';
  while (seen.length < MOST_TRIES) {
    const found = await lockBest(act, actor.id, filter, seen, wait);
    if (found === undefined) {
      // Somebody may be at work on the case of the only task left. Behind a case that is locked already nobody waits for another.
      if (wait === '' || seen.length > 0) break;
      wait = '';
      continue;
    }
    wait = 'SKIP LOCKED';
    seen.push(found);
    const atHand = await readAtHand(act.tx, found, actor.id);
    if (isFree(atHand, actor.id)) {
      await claimTask(act, actor, atHand);
      return { taskId: found, caseId: atHand.snapshot.id };
    }
  }
  return { taskId: null, caseId: null };
}

/** Read after the case's lock: it is as it was when it was chosen. */
function isFree({ task }: AtHand, accountId: string): boolean {
  return task.state === 'OPEN' && task.hold === null && task.onBehalfOf === null && mayAct(task, accountId);
}

/** The lock is the case's, as every act has it; tasks whose case somebody else has are passed over. */
async function lockBest(
  { tx }: Act,
  accountId: string,
  { process, stage }: NextFilter,
  seen: readonly string[],
  wait: 'SKIP LOCKED' | '',
): Promise<string | undefined> {
  const row = await tx.maybe<{ id: string }>(`${BEST} ${wait}`, [accountId, process ?? null, stage ?? null, seen]);
  return row?.id;
}

const BEST = `WITH ${SCOPES},
  offered AS (
    SELECT tc.task_id FROM scopes s JOIN task_candidate tc ON tc.open AND tc.role = s.role AND tc.scope_id = s.scope_id
    UNION
    SELECT task_id FROM task_candidate WHERE open AND account_id = $1)
  SELECT t.id FROM offered o JOIN task t ON t.id = o.task_id AND t.state = 'OPEN' JOIN stage s ON s.id = t.stage_id AND s.state = 'OPEN'
    JOIN "case" c ON c.id = t.case_id AND c.closed_at IS NULL AND c.closing IS NULL
    JOIN phase p ON p.case_id = c.id AND p.seq = s.phase_seq AND p.state = 'OPEN'
  WHERE ($2::text IS NULL OR t.process = $2) AND ($3::text IS NULL OR t.stage_key = $3) AND t.id <> ALL ($4::uuid[])
    AND NOT EXISTS (SELECT FROM stage_exclusion x WHERE x.stage_id = s.id AND x.account_id = $1)
    AND NOT EXISTS (SELECT FROM decision d WHERE d.stage_id = s.id AND d.account_id = $1 AND d.taken_back_at IS NULL)
  ORDER BY t.priority DESC, t.due_at NULLS LAST, t.created_at, t.id LIMIT 1 FOR NO KEY UPDATE OF c`;
