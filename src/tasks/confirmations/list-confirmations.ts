import type { ConfirmationState } from '../../domain/tasks/confirmation.ts';
import type { Tx } from '../../persistence/tx.ts';
import { Where } from '../../persistence/where.ts';
import { personOf, type Named } from '../inbox/inbox-task.ts';
import { mandatesNow } from '../people/stand-ins/mandates.ts';
import { answeredForAnother } from './stand-in.ts';
import { leftToAdministrator, STANDS } from './read-confirmation.ts';

export interface ListedConfirmation {
  readonly confirmationId: string;
  readonly taskId: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly caseTitleZh: string;
  readonly caseTitleEn: string;
  readonly process: string;
  readonly company: Named | null;
  readonly stage: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly outcome: string;
  readonly endedAt: Date;
  /** Whoever decided in the stage. */
  readonly decidedBy: readonly Named[];
  readonly state: ConfirmationState;
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
  /** In whose name the reader would answer, or somebody answered. */
  readonly onBehalfOf: Named | null;
  readonly note: string | null;
}

export interface ConfirmationWish {
  readonly accountId: string;
  /** Also sees what is asked of nobody who is left. */
  readonly isAdministrator: boolean;
  readonly state: ConfirmationState;
  readonly before: string | undefined;
  readonly limit: number;
}

/** What this person, or whom they stand in for, has to confirm or has answered, newest first; runs that no longer stand are left out. */
export async function listConfirmations(sql: Tx, wish: ConfirmationWish): Promise<ListedConfirmation[]> {
  const mandates = await mandatesNow(sql, wish.accountId);
  const where = new Where();
  const me = where.bind(wish.accountId);
  const another = mandates.length === 0 ? 'false' : answeredForAnother(me, mandates, (value) => where.bind(value));
  const mine = [
    `f.supervisor_id = ${me}`,
    ...(mandates.length === 0 ? [] : [another]),
    ...(wish.state === 'OPEN' ? [] : [`f.answered_by = ${me}`]),
  ];
  where.add(`(${(wish.isAdministrator ? [...mine, leftToAdministrator(me)] : mine).join(' OR ')})`);
  where.add(where.sql`f.state = ${wish.state}`);
  if (wish.before !== undefined) where.add(where.sql`f.id < ${wish.before}::uuid`);
  where.add(STANDS);
  return sql.rows<ListedConfirmation & Record<string, unknown>>(
    `SELECT f.id AS "confirmationId", f.task_id AS "taskId", f.case_id AS "caseId", c.number AS "caseNumber", c.title_zh AS "caseTitleZh",
       c.title_en AS "caseTitleEn", c.process, (SELECT jsonb_build_object('id', k.id, 'name', k.name) FROM company k WHERE k.id = c.company_id) AS company,
       t.stage_key AS stage, t.title_zh AS "titleZh", t.title_en AS "titleEn", s.outcome, s.ended_at AS "endedAt",
       (SELECT jsonb_agg(p.person) FROM (SELECT DISTINCT ${personOf('d.account_id')} AS person FROM decision d
         WHERE d.stage_id = s.id AND d.account_id IS NOT NULL AND d.taken_back_at IS NULL) p) AS "decidedBy",
       f.state, f.asked_at AS "askedAt", f.answered_at AS "answeredAt", f.note,
       ${personOf(`coalesce(f.answered_for, CASE WHEN ${another} THEN f.supervisor_id END)`)} AS "onBehalfOf"
     FROM confirmation f JOIN stage s ON s.id = f.stage_id JOIN task t ON t.id = f.task_id JOIN "case" c ON c.id = f.case_id
       JOIN unit u ON u.id = c.unit_id
     WHERE ${where.condition} ORDER BY f.id DESC LIMIT ${where.bind(wish.limit)}`,
    where.values,
  );
}
