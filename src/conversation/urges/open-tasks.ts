import type { CaseAtHand } from '../../cases/act-on-case.ts';
import type { UrgeableTask } from '../../domain/conversation/urge.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';
import { isOurs, mayAct, readTask, type HeldTask } from '../../tasks/people/holding.ts';

export interface OpenTask extends UrgeableTask {
  readonly titleZh: string;
  readonly titleEn: string;
  readonly dueAt: Date | null;
}

/** Tasks that somebody could act on now. What waits for the applicant or for its turn is nobody's delay. */
export async function readOpenTasks(tx: Tx, caseId: string, accountId: string): Promise<OpenTask[]> {
  const open = await tx.rows<Omit<OpenTask, 'isOwed'>>(
    `SELECT id, title_zh AS "titleZh", title_en AS "titleEn", due_at AS "dueAt" FROM task
     WHERE case_id = $1 AND state IN ('OPEN', 'CLAIMED') ORDER BY created_at, id`,
    [caseId],
  );
  return Promise.all(
    open.map(async (task) => ({ ...task, isOwed: isOwed(await readTask(tx, task.id, accountId), accountId) })),
  );
}

/** A superior to whom an overdue task came as well may still urge whoever holds it. */
function isOwed(task: HeldTask, accountId: string): boolean {
  return isOurs(task, accountId) || (task.assigneeId === null && mayAct(task, accountId));
}

/** Ways of knowing a case without having had a hand in it. */
const ONLOOKERS = ['COPIED', 'MENTIONED', 'ASKED', 'COMMENTER'];

/** The applicant's people; of the office whoever started it, took part in it, or supervises one of its open tasks. @throws Refusal NOT_INVOLVED */
export async function assertInvolved(tx: Tx, { head, side, actor }: CaseAtHand): Promise<void> {
  if (side === 'APPLICANT') return;
  const { involved } = await tx.one<{ involved: boolean }>(
    `SELECT EXISTS (SELECT FROM "case" WHERE id = $1 AND started_by = $2)
       OR EXISTS (SELECT FROM case_participant WHERE case_id = $1 AND account_id = $2 AND kind <> ALL ($3))
       OR EXISTS (SELECT FROM task WHERE case_id = $1 AND supervisor_id = $2 AND state IN ('OPEN', 'CLAIMED')) AS involved`,
    [head.id, actor.id, ONLOOKERS],
  );
  if (!involved) throw new Refusal('NOT_INVOLVED');
}
