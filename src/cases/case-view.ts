import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../persistence/tx.ts';

export interface CaseView {
  readonly id: string;
  readonly number: string;
  readonly process: string;
  readonly state: string;
  readonly outcome: string | null;
  /** PENDING while the engine has not been told of something, or the next step is being prepared. */
  readonly progress: 'DONE' | 'PENDING';
  readonly titleZh: string;
  readonly titleEn: string;
  readonly companyId: string | null;
  readonly channelId: string | null;
  readonly unitId: string;
  readonly riskGrade: string | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly closedAt: Date | null;
  readonly version: number;
  readonly phases: readonly {
    seq: number;
    name: string;
    state: string;
    outcome: string | null;
    openedAt: string;
    overAt: string | null;
  }[];
  readonly openTasks: readonly {
    id: string;
    stage: string;
    titleZh: string;
    titleEn: string;
    state: string;
    dueAt: string | null;
    claimed: boolean;
  }[];
}

const READ = `SELECT c.id, c.number, c.process, c.state, c.outcome, c.title_zh AS "titleZh", c.title_en AS "titleEn", c.company_id AS "companyId",
    c.channel_id AS "channelId", c.unit_id AS "unitId", c.risk_grade AS "riskGrade", c.created_at AS "createdAt", c.submitted_at AS "submittedAt",
    c.closed_at AS "closedAt", c.version,
    CASE WHEN c.closed_at IS NULL AND c.submitted_at IS NOT NULL AND (
        EXISTS (SELECT FROM outbox o WHERE o.case_id = c.id AND o.generation = c.generation AND o.delivered_at IS NULL)
        OR c.closing IS NOT NULL
        OR NOT EXISTS (SELECT FROM stage s WHERE s.case_id = c.id AND s.state = 'OPEN')) THEN 'PENDING' ELSE 'DONE' END AS progress,
    coalesce((SELECT jsonb_agg(jsonb_build_object('seq', p.seq, 'name', p.name, 'state', p.state, 'outcome', p.outcome,
      'openedAt', p.opened_at, 'overAt', p.over_at) ORDER BY p.seq) FROM phase p WHERE p.case_id = c.id), '[]') AS phases,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', t.id, 'stage', t.stage_key, 'titleZh', t.title_zh, 'titleEn', t.title_en, 'state', t.state,
      'dueAt', t.due_at, 'claimed', t.assignee_id IS NOT NULL) ORDER BY t.created_at)
      FROM task t WHERE t.case_id = c.id AND t.state IN ('OPEN', 'CLAIMED', 'SUSPENDED')), '[]') AS "openTasks"
  FROM "case" c WHERE c.id = $1`;

/** @throws Refusal NOT_FOUND */
export async function readCaseView(sql: Tx, caseId: string): Promise<CaseView> {
  const view = await sql.maybe<CaseView>(READ, [caseId]);
  if (view === undefined) throw new Refusal('NOT_FOUND');
  return view;
}
