import type { Act } from '../../acts/act.ts';
import type { CaseAtHand } from '../../cases/act-on-case.ts';
import { assertSpeakable } from '../../domain/conversation/assert-speakable.ts';
import { tasksToUrge } from '../../domain/conversation/urge.ts';
import type { Way } from '../../domain/messages/message-table.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { offeredWays } from '../../messages/offered-ways.ts';
import { assertInvolved, readOpenTasks } from './open-tasks.ts';
import { tellUrged } from './tell-urged.ts';
import { urgeAgain } from './urge-again.ts';

export interface UrgeInput {
  /** One open task of the case; all of them where nothing is said. */
  readonly taskId?: string | undefined;
  readonly channels?: readonly Way[] | undefined;
  readonly note?: string | undefined;
}

/**
 * Reminds whoever has the case on their desk that somebody is waiting (催办), no more often than the policy says. Never what one owes oneself.
 * @throws Refusal NOT_INVOLVED, NOTHING_TO_URGE, URGED_RECENTLY, WAY_NOT_OFFERED and those of `assertSpeakable`
 */
export async function urge(act: Act, atHand: CaseAtHand, input: UrgeInput): Promise<Facts> {
  const { head, side, actor } = atHand;
  assertSpeakable(head, false);
  await assertInvolved(act.tx, atHand);
  const offered = await offeredWays(act.tx, head.process, 'TASK_URGED', act.now);
  const channels = [...new Set(input.channels ?? offered)];
  if (channels.length === 0 || channels.some((way) => !offered.includes(way))) {
    throw new Refusal('WAY_NOT_OFFERED', { offered });
  }
  const { tasks, fault } = tasksToUrge(await readOpenTasks(act.tx, head.id, actor.id), input.taskId);
  if (fault !== null) throw new Refusal('NOTHING_TO_URGE', { reasonCode: fault });
  const until = await urgeAgain(act.tx, atHand, act.now);
  if (until !== null && until > act.now) throw new Refusal('URGED_RECENTLY', { until: until.toISOString() });

  const taskIds = tasks.map(({ id }) => id);
  act.tx.send(RECORD, [act.id, head.id, actor.id, side, taskIds, channels, input.note ?? null, act.now]);
  act.audit({
    action: 'CASE_URGED',
    caseId: head.id,
    subject: `urge:${act.id}`,
    after: { urge: act.id, tasks: taskIds, channels, audience: side === 'OFFICE' ? 'OFFICE' : 'EVERYBODY' },
  });
  await tellUrged(act, atHand, { tasks, ways: channels, note: input.note ?? null });
  return { caseId: head.id, urgeId: act.id, tasks: taskIds.length };
}

const RECORD = `WITH urged AS (UPDATE task SET urge_count = urge_count + 1, urged_at = $8 WHERE id = ANY ($5::uuid[]))
  INSERT INTO urge (id, case_id, account_id, side, task_ids, channels, note, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;
