import type { CoursePhase } from '../../domain/prediction/predict.ts';
import type { StageRun } from '../../domain/tasks/phase-state.ts';
import type { Remaining } from '../../domain/time/pause.ts';
import type { Tx } from '../../persistence/tx.ts';

export interface WrittenRun extends StageRun {
  readonly openedAt: string;
  readonly endedAt: string | null;
  readonly decisions: readonly WrittenDecision[];
  /** Of its seats those that nobody has decided yet. */
  readonly tasks: readonly WrittenTask[];
  readonly exclusions: readonly { accountId: string; reasonCode: string; sourceKey: string | null }[];
}

interface WrittenDecision {
  readonly accountId: string | null;
  readonly onBehalfOf: string | null;
  readonly outcome: string;
  readonly reasonCode: string | null;
  readonly at: string;
}

interface WrittenTask {
  readonly id: string;
  readonly state: 'OPEN' | 'CLAIMED' | 'SUSPENDED';
  readonly dueAt: string | null;
  readonly remainingUnit: Remaining['unit'] | null;
  readonly remaining: number | null;
  readonly scopes: readonly { kind: string; role: string | null; scopeId: string | null; accountId: string | null }[];
}

export interface WrittenPhase extends CoursePhase {
  readonly openedAt: string;
  readonly overAt: string | null;
  readonly runs: readonly WrittenRun[];
}

const READ = `SELECT p.seq, p.name, p.state = 'OVER' AS "isOver", p.outcome, p.context, ${instant('p.opened_at')} AS "openedAt",
    ${instant('p.over_at')} AS "overAt",
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', s.id, 'key', s.key, 'instance', s.instance, 'kind', s.kind, 'state', s.state, 'outcome', s.outcome,
        'openedBy', s.opened_by_decision, 'openedByOutcome', (SELECT d.outcome FROM decision d WHERE d.id = s.opened_by_decision),
        'returningKey', s.returning_key, 'automatic', s.automatic IS NOT NULL, 'supersededBy', s.superseded_by,
        'openedAt', ${instant('s.opened_at')}, 'endedAt', ${instant('s.ended_at')},
        'decisions', coalesce((SELECT jsonb_agg(jsonb_build_object('accountId', d.account_id, 'onBehalfOf', d.on_behalf_of, 'outcome', d.outcome,
            'reasonCode', d.reason_code, 'at', ${instant('d.created_at')}) ORDER BY d.id)
          FROM decision d WHERE d.stage_id = s.id AND d.taken_back_at IS NULL), '[]'),
        'tasks', coalesce((SELECT jsonb_agg(jsonb_build_object('id', t.id, 'state', t.state, 'dueAt', ${instant('t.due_at')},
            'remainingUnit', t.remaining_unit, 'remaining', t.remaining, 'scopes', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', c.kind,
              'role', c.role, 'scopeId', c.scope_id, 'accountId', c.account_id) ORDER BY c.id), '[]') FROM task_candidate c WHERE c.task_id = t.id))
            ORDER BY t.position, t.id)
          FROM task t WHERE t.stage_id = s.id AND t.state IN ('OPEN', 'CLAIMED', 'SUSPENDED')), '[]'),
        'exclusions', coalesce((SELECT jsonb_agg(jsonb_build_object('accountId', x.account_id, 'reasonCode', x.reason_code, 'sourceKey', x.source_key))
          FROM stage_exclusion x WHERE x.stage_id = s.id AND s.state IN ('OPEN', 'SUSPENDED')), '[]'))
      ORDER BY s.opened_at, s.id) FROM stage s WHERE s.case_id = p.case_id AND s.phase_seq = p.seq), '[]') AS runs
  FROM phase p WHERE p.case_id = $1 ORDER BY p.seq`;

/** Every phase a case has been in, with everything that was decided there and stands. */
export function readCourse(tx: Tx, caseId: string): Promise<WrittenPhase[]> {
  return tx.rows<{ [Name in keyof WrittenPhase]: WrittenPhase[Name] }>(READ, [caseId]);
}

function instant(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
