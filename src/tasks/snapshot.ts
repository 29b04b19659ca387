import { Refusal } from '../domain/refusal.ts';
import type { RouteBody, StageRule } from '../domain/routes/route.ts';
import type { PhaseContext, PhaseState, StageRun } from '../domain/tasks/phase-state.ts';
import type { Tx } from '../persistence/tx.ts';
import { pinnedRoute } from '../policies/pinned-route.ts';

/** What an act has to know of its case, read after the case's lock was won. */
export interface CaseSnapshot {
  readonly id: string;
  readonly number: string;
  readonly process: string;
  /** Of a request its kind; null for every other process. */
  readonly kind: string | null;
  readonly generation: number;
  readonly state: string;
  readonly closing: string | null;
  readonly closedAt: Date | null;
  readonly companyId: string | null;
  readonly unitId: string;
  /** Ids from the province down to the case's county. */
  readonly unitPath: readonly string[];
  readonly startedBy: string;
  /** In yuan; nothing declared is 0. */
  readonly amount: number;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly armedAt: Date | null;
  readonly lastSeq: number;
  readonly route: RouteBody | undefined;
  readonly processVersionId: string | null;
  /** Newest last. */
  readonly phases: readonly PhaseRow[];
}

export interface PhaseRow {
  readonly seq: number;
  /** Of the case when it opened; a woken case has phases of more than one. */
  readonly generation: number;
  readonly name: string;
  readonly state: 'OPEN' | 'OVER';
  readonly outcome: string | null;
  readonly context: PhaseContext;
  readonly runs: readonly StageRun[];
}

type CaseRow = Omit<CaseSnapshot, 'route'> & { readonly routeVersionId: string | null };

const SELECT_CASE = `SELECT c.id, c.number, c.process, c.kind, c.generation, c.state, c.closing, c.closed_at AS "closedAt", c.company_id AS "companyId",
    c.unit_id AS "unitId", u.path AS "unitPath", c.started_by AS "startedBy", coalesce(c.amount, 0)::float8 AS amount, c.title_zh AS "titleZh", c.title_en AS "titleEn",
    c.armed_at AS "armedAt", c.last_seq AS "lastSeq", c.route_version_id AS "routeVersionId", c.process_version_id AS "processVersionId",
    coalesce((SELECT jsonb_agg(jsonb_build_object('seq', p.seq, 'generation', p.generation, 'name', p.name, 'state', p.state, 'outcome', p.outcome, 'context', p.context,
      'runs', CASE WHEN p.state = 'OPEN' OR p.seq >= c.last_seq - 1 THEN coalesce((
        SELECT jsonb_agg(jsonb_build_object('id', s.id, 'key', s.key, 'instance', s.instance, 'kind', s.kind, 'state', s.state,
            'outcome', s.outcome, 'openedBy', s.opened_by_decision,
            'openedByOutcome', (SELECT d.outcome FROM decision d WHERE d.id = s.opened_by_decision), 'returningKey', s.returning_key,
            'automatic', s.automatic IS NOT NULL, 'standsAgain', s.stands_again, 'supersededBy', s.superseded_by)
          ORDER BY s.opened_at, s.id)
        FROM stage s WHERE s.case_id = c.id AND s.phase_seq = p.seq), '[]') ELSE '[]' END) ORDER BY p.seq)
      FROM phase p WHERE p.case_id = c.id), '[]') AS phases
  FROM "case" c JOIN unit u ON u.id = c.unit_id`;

const BY_ID = `${SELECT_CASE} WHERE c.id = $1`;
const BY_TASK = `${SELECT_CASE} WHERE c.id = (SELECT case_id FROM task WHERE id = $1)`;

/** @throws Refusal NOT_FOUND */
export async function readCase(tx: Tx, caseId: string): Promise<CaseSnapshot> {
  return snapshotOf(tx, await tx.maybe<CaseRow>(BY_ID, [caseId]));
}

/** @throws Refusal NOT_FOUND */
export async function readCaseOfTask(tx: Tx, taskId: string): Promise<CaseSnapshot> {
  return snapshotOf(tx, await tx.maybe<CaseRow>(BY_TASK, [taskId]));
}

async function snapshotOf(tx: Tx, row: CaseRow | undefined): Promise<CaseSnapshot> {
  if (row === undefined) throw new Refusal('NOT_FOUND');
  const { routeVersionId, ...rest } = row;
  const route = routeVersionId === null ? undefined : await pinnedRoute(tx, routeVersionId);
  return { ...rest, route };
}

/** The phase as the route core sees it. */
export function phaseState(snapshot: CaseSnapshot, phase: PhaseRow): PhaseState {
  return { name: phase.name, rules: rulesOf(snapshot, phase.name), runs: phase.runs, kept: phase.context.kept ?? [] };
}

export function rulesOf({ route }: CaseSnapshot, phaseName: string): readonly StageRule[] {
  return route?.phases[phaseName]?.stages ?? [];
}

/** The phases since the case began, or was woken, oldest first. */
export function ownPhases({ phases, generation }: CaseSnapshot): readonly PhaseRow[] {
  return phases.filter((phase) => phase.generation === generation);
}

export function phaseBySeq(snapshot: CaseSnapshot, seq: number): PhaseRow | undefined {
  return snapshot.phases.find((phase) => phase.seq === seq);
}

/** The phase whose stages include this one, for returns that name a stage. */
export function phaseOfStage({ route }: CaseSnapshot, key: string): string | undefined {
  return Object.entries(route?.phases ?? {}).find(([, { stages }]) => stages.some((stage) => stage.key === key))?.[0];
}

/**
 * What every act on an open stage demands: the case is neither closed nor closing and its phase is still open.
 * @throws Refusal CASE_CLOSED, CASE_CLOSING, IN_TRANSITION
 */
export function assertInPhase(snapshot: CaseSnapshot, seq: number): PhaseRow {
  if (snapshot.closedAt !== null) throw new Refusal('CASE_CLOSED', { state: snapshot.state });
  if (snapshot.closing !== null) throw new Refusal('CASE_CLOSING', { by: snapshot.closing });
  const phase = phaseBySeq(snapshot, seq);
  if (phase?.state !== 'OPEN') throw new Refusal('IN_TRANSITION');
  return phase;
}
