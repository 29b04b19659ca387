import type { Tx } from '../persistence/tx.ts';
import { Where } from '../persistence/where.ts';
import { EXCLUDED, SCOPES } from '../tasks/inbox/offers.ts';
import { HELD } from '../tasks/inbox/own-lists.ts';
import { readTeam } from '../tasks/inbox/team/read-team.ts';
import { bindTeam, notOwn } from '../tasks/inbox/team/team-rows.ts';
import { countDecided, type DecidedRow } from './decided.ts';
import type { Period } from './period.ts';
import { countWaiting, type WaitingRow } from './waiting.ts';

type Numbers = Omit<DecidedRow, Label> & Omit<WaitingRow, Label>;
type Label = 'process' | 'stage' | 'titleZh' | 'titleEn';

export interface StageFigures extends Numbers {
  readonly process: string;
  readonly stage: string;
  readonly titleZh: string;
  readonly titleEn: string;
}

export interface Figures extends Numbers {
  /** Where tasks wait longest stands first. */
  readonly stages: readonly StageFigures[];
}

/** What one person has before them now, and what they decided in a period, in whosever name. */
export async function readOwnFigures(sql: Tx, accountId: string, period: Period): Promise<Figures> {
  const [open, done] = [new Where(), new Where()];
  open.bind(accountId);
  const found = `${SCOPES}, found AS (${HELD}
    UNION SELECT t.id FROM (
      SELECT tc.task_id FROM scopes s JOIN task_candidate tc ON tc.open AND tc.role = s.role AND tc.scope_id = s.scope_id
      UNION SELECT tc.task_id FROM task_candidate tc WHERE tc.open AND tc.account_id = $1) o
    JOIN task t ON t.id = o.task_id AND t.state = 'OPEN' AND NOT ${EXCLUDED})`;
  const [waiting, decided] = await Promise.all([
    countWaiting(sql, open, found),
    countDecided(sql, done, done.bind([accountId]), period, []),
  ]);
  return joined(waiting, decided);
}

/**
 * The same of the units somebody heads, with all below them: what waits for these units and their staff, what the staff decided. What the superior
 * could only see as an applicant is left out. Nobody is counted alone. @throws Refusal NO_TEAM
 */
export async function readTeamFigures(
  sql: Tx,
  accountId: string,
  period: Period,
): Promise<Figures & { readonly staff: number }> {
  const team = await readTeam(sql, accountId);
  const [open, done] = [new Where(), new Where()];
  const { pairs, staff, superior } = bindTeam(open, team);
  for (const condition of notOwn(open, team)) open.add(condition);
  const found = `scopes AS (${pairs()}), found AS (
    SELECT t.id FROM task t WHERE t.assignee_id = ANY (${staff}) AND t.state IN ('OPEN', 'CLAIMED')
    UNION SELECT t.id FROM task t WHERE t.delegate_id = ANY (${staff}) AND t.state IN ('OPEN', 'CLAIMED')
    UNION SELECT t.id FROM task t WHERE t.supervisor_id = ${superior} AND t.state IN ('OPEN', 'CLAIMED')
    UNION SELECT tc.task_id FROM scopes s JOIN task_candidate tc ON tc.open AND tc.role = s.role AND tc.scope_id = s.scope_id
    UNION SELECT tc.task_id FROM task_candidate tc WHERE tc.open AND tc.account_id = ANY (${staff}))`;
  const [waiting, decided] = await Promise.all([
    countWaiting(sql, open, found),
    countDecided(sql, done, done.bind(team.staffIds), period, notOwn(done, team)),
  ]);
  return { staff: team.staffIds.length, ...joined(waiting, decided) };
}

const NOTHING: Numbers = {
  open: 0,
  overdue: 0,
  atRisk: 0,
  notStarted: 0,
  secondsWaiting: null,
  oldest: null,
  decided: 0,
  late: 0,
  secondsToDecide: null,
};

function joined(waiting: readonly WaitingRow[], decided: readonly DecidedRow[]): Figures {
  const stages = new Map<string, StageFigures>();
  let all = NOTHING;
  for (const { process, stage, titleZh, titleEn, ...numbers } of [...waiting, ...decided]) {
    if (process === null || stage === null) {
      all = { ...all, ...numbers };
      continue;
    }
    const key = `${process} ${stage}`;
    stages.set(key, { ...NOTHING, process, stage, titleZh, titleEn, ...stages.get(key), ...numbers });
  }
  const slowest = (one: StageFigures) => one.secondsWaiting?.p90 ?? -1;
  const pace = (one: StageFigures) => one.secondsToDecide?.p90 ?? -1;
  return { ...all, stages: [...stages.values()].sort((a, b) => slowest(b) - slowest(a) || pace(b) - pace(a)) };
}
