import type { DoneFilter } from '../../domain/inbox/filter.ts';
import type { Tx } from '../../persistence/tx.ts';
import { Where } from '../../persistence/where.ts';
import { doneConditions } from './conditions.ts';
import { personOf, type Named } from './inbox-task.ts';

export interface DoneTask {
  readonly decisionId: string;
  readonly taskId: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly caseState: string;
  readonly caseTitleZh: string;
  readonly caseTitleEn: string;
  readonly stage: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly outcome: string;
  readonly decidedAt: Date;
  readonly takenBackAt: Date | null;
  readonly process: string;
  readonly company: Named | null;
  readonly decidedBy: Named;
  /** In whose name; null when in the decider's own. */
  readonly onBehalfOf: Named | null;
}

/** What this person decided, or what substitutes decided in their name; newest first. */
export function listDone(
  sql: Tx,
  accountId: string,
  before: string | undefined,
  limit: number,
  by: 'ME' | 'SUBSTITUTES' = 'ME',
  filter: DoneFilter = {},
): Promise<DoneTask[]> {
  const where = new Where();
  where.add(`d.${by === 'ME' ? 'account_id' : 'on_behalf_of'} = ${where.bind(accountId)}`);
  if (before !== undefined) where.add(where.sql`d.id < ${before}::uuid`);
  for (const condition of doneConditions(where, filter)) where.add(condition);
  return sql.rows<DoneTask>(
    `SELECT d.id AS "decisionId", d.task_id AS "taskId", d.case_id AS "caseId", c.number AS "caseNumber", c.state AS "caseState",
       c.title_zh AS "caseTitleZh", c.title_en AS "caseTitleEn", d.stage_key AS stage, t.title_zh AS "titleZh", t.title_en AS "titleEn", d.outcome,
       d.created_at AS "decidedAt", d.taken_back_at AS "takenBackAt", c.process,
       (SELECT jsonb_build_object('id', k.id, 'name', k.name) FROM company k WHERE k.id = c.company_id) AS company, ${personOf('d.account_id')} AS "decidedBy",
       ${personOf('d.on_behalf_of')} AS "onBehalfOf"
     FROM decision d JOIN task t ON t.id = d.task_id JOIN "case" c ON c.id = d.case_id
     WHERE ${where.condition} ORDER BY d.id DESC LIMIT ${where.bind(limit)}`,
    where.values,
  );
}
