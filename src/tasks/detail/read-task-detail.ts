import { Refusal } from '../../domain/refusal.ts';
import { isOwedByCompany } from '../../domain/routes/approvers/rules-for.ts';
import type { OfferedOperation } from '../../domain/tasks/offered-operations.ts';
import type { Tx } from '../../persistence/tx.ts';
import { readConfirmation, type Confirmation } from '../confirmations/read-confirmation.ts';
import { columns, personOf, type InboxTask, type Named } from '../inbox/inbox-task.ts';
import type { AtHand } from '../operations/at-hand.ts';
import { worksFor } from '../people/holding.ts';
import { offeredOn } from './offered.ts';
import { stageSeats, taskOperations, type StageSeat, type TaskOperation } from './stage-seats.ts';

/** One task, for one reader: what it is, where its stage stands, and what they may do with it. */
export interface TaskDetail extends InboxTask {
  readonly version: number;
  readonly supervisor: Named | null;
  readonly outcome: string | null;
  readonly endedAt: Date | null;
  /** Why it waits: a turn that has not come, or signers that were added before. */
  readonly waitsFor: 'TURN' | 'SIGNER' | null;
  /** The task that came in the place of a superseded one. */
  readonly supersededBy: string | null;
  /** Why the reader may not act on it, as far as they could otherwise. */
  readonly exclusion: string | null;
  readonly stageRule: {
    readonly mode: string;
    readonly passPercent: number | null;
    readonly settle: string;
  };
  /** Whether its stage is to be confirmed, and what was said; null where nobody is asked. */
  readonly confirmation: Confirmation | null;
  readonly seats: readonly StageSeat[];
  readonly history: readonly TaskOperation[];
  readonly operations: readonly OfferedOperation[];
}

type Row = Pick<TaskDetail, 'supervisor' | 'outcome' | 'endedAt' | 'version'> & InboxTask;

const READ = `SELECT ${columns('$2::uuid')}, ${personOf('t.supervisor_id')} AS supervisor, t.outcome, t.ended_at AS "endedAt", t.version
  FROM task t JOIN "case" c ON c.id = t.case_id WHERE t.id = $1`;

/**
 * The office reads who decides and who has spoken. The applicant's side reads what it owes, and no other task.
 * @throws Refusal NOT_FOUND
 */
export async function readTaskDetail(
  sql: Tx,
  atHand: AtHand,
  reader: { readonly accountId: string; readonly isOffice: boolean },
): Promise<TaskDetail> {
  const { task } = atHand;
  const { rule, operations } = await offeredOn(sql, atHand, reader.accountId);
  if (!reader.isOffice && !isOwedByCompany(rule.approvers)) throw new Refusal('NOT_FOUND');
  const [row, confirmation, seats, history] = await Promise.all([
    sql.one<Row & Record<string, unknown>>(READ, [task.id, worksFor(task, reader.accountId)]),
    reader.isOffice ? readConfirmation(sql, task.stageId) : null,
    reader.isOffice ? stageSeats(sql, task.stageId) : [],
    reader.isOffice ? taskOperations(sql, task.id) : [],
  ]);
  return {
    ...row,
    supervisor: reader.isOffice ? row.supervisor : null,
    waitsFor: task.state === 'SUSPENDED' ? task.hold : null,
    supersededBy: task.supersededBy,
    exclusion: task.candidate ? task.exclusion : null,
    stageRule: { mode: rule.mode, passPercent: rule.passPercent ?? null, settle: rule.settle },
    confirmation,
    seats,
    history,
    operations,
  };
}
