import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import type { StageOutcome } from '../../domain/routes/route.ts';
import type { Resume } from '../../domain/tasks/phase-state.ts';
import { bindAttachments } from '../../conversation/attachments/bind.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { AtHand } from '../operations/at-hand.ts';
import { assertHolder, mayAct, type HeldTask } from '../people/holding.ts';

/** An opinion that is not said yet: anything of it may be missing. */
export interface Opinion {
  readonly outcome?: StageOutcome | undefined;
  readonly reasonCode?: string | undefined;
  readonly reason?: string | undefined;
  readonly returnTo?: string | undefined;
  readonly resume?: Resume | undefined;
  readonly attachments: readonly string[];
}

export interface OpinionDraft {
  /** 0 while nothing is saved. */
  readonly version: number;
  readonly opinion: Opinion | null;
  readonly savedAt: Date | null;
}

const READ = `SELECT version, opinion, saved_at AS "savedAt" FROM opinion_draft WHERE task_id = $1 AND account_id = $2`;

/** One's own alone; also of a task that has ended meanwhile, so that no words are lost. */
export async function readDraft(sql: Tx, taskId: string, accountId: string): Promise<OpinionDraft> {
  const draft = await sql.maybe<OpinionDraft & Record<string, unknown>>(READ, [taskId, accountId]);
  return draft ?? { version: 0, opinion: null, savedAt: null };
}

/**
 * Keeps what somebody has written so far (暂存), also while the task is suspended. `seen` is the version they went on from. What is saved again and
 * again is one record: its beginning and its end are audited, not every pause in the writing.
 * @throws Refusal STALE_VERSION, ATTACHMENT_UNKNOWN, TOO_MANY_FILES and those of `assertHolder`
 */
export async function saveDraft(
  act: Act,
  actor: Actor,
  { task, snapshot }: AtHand,
  seen: number,
  opinion: Opinion,
): Promise<Facts> {
  assertMayWrite(task, actor.id);
  const { version: saved } = await readDraft(act.tx, task.id, actor.id);
  if (saved !== seen) throw new Refusal('STALE_VERSION', { version: saved });
  act.tx.send('UPDATE attachment SET draft_task_id = NULL WHERE draft_task_id = $1 AND uploaded_by = $2', [
    task.id,
    actor.id,
  ]);
  await bindAttachments(act, {
    caseId: snapshot.id,
    process: snapshot.process,
    by: actor.id,
    fileIds: opinion.attachments,
    to: { kind: 'DRAFT', id: task.id },
  });
  act.tx.send(
    `INSERT INTO opinion_draft (task_id, account_id, case_id, opinion, saved_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (task_id, account_id) DO UPDATE SET opinion = excluded.opinion, saved_at = excluded.saved_at, version = opinion_draft.version + 1`,
    [task.id, actor.id, snapshot.id, JSON.stringify(opinion), act.now],
  );
  if (saved === 0) act.audit({ action: 'OPINION_BEGUN', caseId: snapshot.id, subject: `task:${task.id}` });
  return { taskId: task.id, version: saved + 1 };
}

function assertMayWrite(task: HeldTask, accountId: string): void {
  if (task.state !== 'SUSPENDED') assertHolder(task, accountId);
  else if (!mayAct(task, accountId)) throw new Refusal('NOT_HOLDER', { claimed: task.assigneeId !== null });
}

/** Throws one's own draft away; when there is none, nothing happens. */
export async function dropDraft(act: Act, actor: Actor, { task, snapshot }: AtHand): Promise<Facts> {
  const { version } = await readDraft(act.tx, task.id, actor.id);
  endDraft(act, task.id, actor.id);
  if (version > 0) act.audit({ action: 'OPINION_DROPPED', caseId: snapshot.id, subject: `task:${task.id}` });
  return { taskId: task.id, version: 0 };
}

/** Whoever has spoken needs their draft no more, and files it kept and they did not use may go; what others wrote stays theirs. */
export function endDraft(act: Act, taskId: string, accountId: string): void {
  act.tx.send(
    `WITH ended AS (DELETE FROM opinion_draft WHERE task_id = $1 AND account_id = $2 RETURNING task_id, account_id)
     UPDATE attachment a SET draft_task_id = NULL FROM ended e WHERE a.draft_task_id = e.task_id AND a.uploaded_by = e.account_id`,
    [taskId, accountId],
  );
}
