import type { Pool } from 'pg';
import { Refusal, type RefusalCode } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';
import { casesConcerned, type CasesPage, type Chosen } from './move-many.ts';
import { previewRoute, type RoutePreview } from './preview-route.ts';

export interface MovedCase extends Pick<RoutePreview, 'phase' | 'phaseOutcome' | 'tasks' | 'opened'> {
  readonly caseId: string;
  readonly number: string;
  /** Why it could not be moved at this moment; null where it could. */
  readonly code: RefusalCode | null;
}

/** How many deadlines of open tasks come earlier, later or not at another time; ENDED has none any more, GIVEN had none before. */
export type DeadlineCounts = Record<DeadlineChange, number>;
type DeadlineChange = 'EARLIER' | 'LATER' | 'UNCHANGED' | 'ENDED' | 'GIVEN';

const UNTOLD = { phase: null, phaseOutcome: null, tasks: [], opened: [] } as const;

/** What moving would do to each of some cases, one after the other as `previewRoute` tells of one. */
export async function previewEach(
  { pool, sql }: { readonly pool: Pool; readonly sql: Tx },
  policyVersionId: string,
  actorId: string,
  chosen: Chosen,
  page: CasesPage,
): Promise<MovedCase[]> {
  const cases = await casesConcerned(sql, policyVersionId, actorId, chosen, page);
  const moved: MovedCase[] = [];
  for (const { id, number } of cases) {
    moved.push({ caseId: id, number, ...(await tell(pool, actorId, id, policyVersionId)) });
  }
  return moved;
}

async function tell(
  pool: Pool,
  actorId: string,
  caseId: string,
  policyVersionId: string,
): Promise<Omit<MovedCase, 'caseId' | 'number'>> {
  try {
    const { phase, phaseOutcome, tasks, opened } = await previewRoute(pool, actorId, caseId, policyVersionId);
    return { code: null, phase, phaseOutcome, tasks, opened };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, ...UNTOLD };
  }
}

export function countDeadlines(cases: readonly Pick<MovedCase, 'tasks'>[]): DeadlineCounts {
  const counts: DeadlineCounts = { EARLIER: 0, LATER: 0, UNCHANGED: 0, ENDED: 0, GIVEN: 0 };
  for (const { dueBefore, dueAfter } of cases.flatMap(({ tasks }) => tasks)) {
    const change = changeOf(dueBefore, dueAfter);
    if (change !== undefined) counts[change] += 1;
  }
  return counts;
}

function changeOf(before: Date | null, after: Date | null): DeadlineChange | undefined {
  if (before === null) return after === null ? undefined : 'GIVEN';
  if (after === null) return 'ENDED';
  const moved = after.getTime() - before.getTime();
  if (moved === 0) return 'UNCHANGED';
  return moved < 0 ? 'EARLIER' : 'LATER';
}
