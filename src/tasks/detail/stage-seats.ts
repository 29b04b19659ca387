import { filesOf, type AttachmentItem } from '../../conversation/attachments/files-of.ts';
import type { SignerPlace } from '../../domain/tasks/standing.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { Named } from '../inbox/inbox-task.ts';

/** One place in a stage: whose it is, whether they have spoken, and whether it is their turn. */
export interface StageSeat {
  readonly taskId: string;
  readonly state: 'OPEN' | 'WAITING' | 'SUSPENDED' | 'DONE' | 'REMOVED' | 'ENDED';
  /** TURN: others come before. SIGNER: those whom its holder added before themselves have to speak. */
  readonly waitsFor: 'TURN' | 'SIGNER' | null;
  /** Who spoke, else who has it, else the people it is offered to by name; empty for a pool. */
  readonly people: readonly Named[];
  /** In whose name it was decided or claimed; null when in their own. */
  readonly onBehalfOf: Named | null;
  readonly outcome: string | null;
  /** The system spoke for it. */
  readonly automatic: boolean;
  readonly decidedAt: string | null;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly dueAt: string | null;
  readonly weight: number;
  /** Of an added signer. */
  readonly added: {
    readonly by: Named;
    /** The task of the seat that added them. */
    readonly to: string;
    readonly place: SignerPlace;
    readonly reason: string | null;
  } | null;
}

const named = (id: string): string =>
  `(SELECT jsonb_build_object('id', p.id, 'name', p.name) FROM account p WHERE p.id = ${id})`;

const READ = `SELECT t.id AS "taskId",
    CASE WHEN t.dropped THEN 'REMOVED' WHEN t.state = 'DONE' THEN 'DONE' WHEN t.state IN ('CANCELED', 'SUPERSEDED') THEN 'ENDED'
      WHEN t.hold IS NOT NULL THEN 'WAITING' WHEN t.state = 'SUSPENDED' THEN 'SUSPENDED' ELSE 'OPEN' END AS state,
    CASE WHEN t.state = 'SUSPENDED' THEN t.hold END AS "waitsFor",
    CASE WHEN coalesce(t.decided_by, t.assignee_id) IS NOT NULL THEN jsonb_build_array(${named('coalesce(t.decided_by, t.assignee_id)')})
      ELSE coalesce((SELECT jsonb_agg(${named('c.account_id')} ORDER BY c.id) FROM task_candidate c
        WHERE c.task_id = t.id AND c.account_id IS NOT NULL AND t.state <> 'DONE'), '[]') END AS people,
    ${named('t.on_behalf_of')} AS "onBehalfOf", CASE WHEN t.state = 'DONE' THEN t.outcome END AS outcome,
    t.state = 'DONE' AND t.decided_by IS NULL AS automatic, CASE WHEN t.state = 'DONE' THEN t.ended_at END AS "decidedAt",
    d.reason_code AS "reasonCode", d.reason, t.due_at AS "dueAt", t.weight,
    CASE WHEN t.added_by_task IS NOT NULL THEN jsonb_build_object('by', ${named('t.added_by')}, 'to', t.added_by_task, 'place', t.added_place,
      'reason', (SELECT o.reason FROM task_operation o WHERE o.task_id = t.added_by_task AND o.kind = 'ADD_' || t.added_place
        AND o.created_at = t.created_at AND o.account_id = t.added_by LIMIT 1)) END AS added
  FROM task t LEFT JOIN LATERAL (
    SELECT reason_code, reason FROM decision WHERE task_id = t.id AND taken_back_at IS NULL AND t.state = 'DONE' ORDER BY id DESC LIMIT 1) d ON true
  WHERE t.stage_id = $1 ORDER BY t.position, t.id`;

/** Who has a word in the stage, who has spoken, and whose turn it is. */
export function stageSeats(sql: Tx, stageId: string): Promise<StageSeat[]> {
  return sql.rows<StageSeat & Record<string, unknown>>(READ, [stageId]);
}

/** What was done with a task beside deciding it. */
export interface TaskOperation {
  readonly operation: string;
  /** Null: the system. */
  readonly by: Named | null;
  readonly onBehalfOf: Named | null;
  readonly to: Named | null;
  readonly outcome: string | null;
  readonly reason: string | null;
  /** Of a recommendation. */
  readonly attachments: readonly AttachmentItem[];
  readonly at: Date;
}

/** Hand-overs, delegations and what was recommended, signers added and removed, in their order. */
export function taskOperations(sql: Tx, taskId: string): Promise<TaskOperation[]> {
  return sql.rows<TaskOperation & Record<string, unknown>>(
    `SELECT o.kind AS operation, ${named('o.account_id')} AS by, ${named('o.on_behalf_of')} AS "onBehalfOf", ${named('o.target_id')} AS "to", o.outcome,
       o.reason, ${filesOf('operation_id', 'o.id')} AS attachments, o.created_at AS at
     FROM task_operation o WHERE o.task_id = $1 ORDER BY o.created_at, o.id`,
    [taskId],
  );
}
