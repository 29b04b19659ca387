import type { CaseAtHand } from '../../cases/act-on-case.ts';
import type { UrgeableTask } from '../../domain/conversation/urge.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';
import { IS_CANDIDATE } from '../../tasks/people/holding.ts';

export interface OpenTask extends UrgeableTask {
  readonly titleZh: string;
  readonly titleEn: string;
  readonly dueAt: Date | null;
}

/** Tasks that somebody could act on now. What waits for the applicant or for its turn is nobody's delay. */
export function readOpenTasks(tx: Tx, caseId: string, accountId: string): Promise<OpenTask[]> {
  return tx.rows<OpenTask & Record<string, unknown>>(
    `SELECT t.id, t.title_zh AS "titleZh", t.title_en AS "titleEn", t.due_at AS "dueAt",
       coalesce(t.assignee_id = a.id, EXISTS (SELECT FROM task_candidate tc WHERE tc.task_id = t.id AND ${IS_CANDIDATE})
         AND NOT EXISTS (SELECT FROM stage_exclusion x WHERE x.stage_id = t.stage_id AND x.account_id = a.id)) AS "isOwed"
     FROM task t JOIN account a ON a.id = $2 WHERE t.case_id = $1 AND t.state IN ('OPEN', 'CLAIMED') ORDER BY t.created_at, t.id`,
    [caseId, accountId],
  );
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
