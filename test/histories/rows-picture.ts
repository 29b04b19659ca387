import { approvedKeys } from '../../src/domain/tasks/phase-state.ts';
import type { Tx } from '../../src/persistence/tx.ts';
import { phaseState, readCase } from '../../src/tasks/snapshot.ts';
import type { Route } from './world.ts';

/** Who the numbers of a history are among the staff of the test office. */
export const STAFF = [
  'leader.county-0101',
  'channel-reviewer.county-0101',
  'leader.city-01',
  'leader.province',
  'risk-officer.city-01',
] as const;

interface Live extends Record<string, unknown> {
  readonly key: string;
  readonly kind: 'APPROVAL' | 'SUPPLEMENT';
  readonly state: 'OPEN' | 'SUSPENDED';
  readonly returningKey: string | null;
  readonly said: readonly { readonly login: string | null; readonly outcome: string }[];
  readonly asks: readonly string[];
  readonly helpers: readonly string[];
}

/** Where everything of a running case stands, read from its rows; in the words of the model. */
export async function pictureOf(
  sql: Tx,
  { phases }: Route,
  caseId: string,
  people: readonly string[] = STAFF,
): Promise<string[]> {
  const number = (login: string | null) => (login === null ? '?' : people.indexOf(login));
  const { name, approved } = await phaseOf(sql, caseId);
  const live = await sql.rows<Live>(LIVE, [caseId]);
  const owed = live.find(({ kind }) => kind === 'SUPPLEMENT');
  const stages = phases.find((phase) => phase.name === name)?.stages ?? [];
  const lines = stages.map(({ rule: { key } }) => {
    const run = live.find((one) => one.key === key);
    if (run === undefined) return `${key} ${approved.includes(key) ? 'PASSED' : 'IDLE'}`;
    const said = run.said.map((one) => `${number(one.login)}${one.outcome === 'APPROVE' ? '+' : '-'}`).sort();
    return `${key} ${run.state === 'OPEN' ? 'OPEN' : 'PAUSED'} [${said.join(' ')}] asks ${run.asks.map(number).sort().join(',')}${help(run.helpers.map(number))}`;
  });
  return [`${name}${owed === undefined ? '' : ` owed to ${owed.returningKey ?? ''}`}`, ...lines];
}

async function phaseOf(sql: Tx, caseId: string): Promise<{ name: string; approved: readonly string[] }> {
  const snapshot = await readCase(sql, caseId);
  const phase = snapshot.phases.at(-1);
  if (phase === undefined) throw new Error('The case has no phase');
  return { name: phase.name, approved: approvedKeys(phaseState(snapshot, phase)) };
}

function help(helpers: readonly (number | string)[]): string {
  return helpers.length === 0 ? '' : ` with ${[...helpers].sort().join(',')}`;
}

/** Each live stage, what was said in it, and who may speak now. */
const LIVE = `SELECT s.key, s.kind, s.state, s.returning_key AS "returningKey",
    coalesce((SELECT jsonb_agg(jsonb_build_object('login', a.login, 'outcome', t.outcome)) FROM task t LEFT JOIN account a ON a.id = t.decided_by
      WHERE t.stage_id = s.id AND t.state = 'DONE'), '[]') AS said,
    coalesce((SELECT jsonb_agg(a.login) FROM task t JOIN account a
        ON a.id = t.assignee_id OR (t.assignee_id IS NULL AND a.id IN (SELECT c.account_id FROM task_candidate c WHERE c.task_id = t.id))
      WHERE t.stage_id = s.id AND t.state IN ('OPEN', 'CLAIMED', 'SUSPENDED') AND t.hold IS NULL), '[]') AS asks,
    coalesce((SELECT jsonb_agg(a.login) FROM task t JOIN account a ON a.id = t.delegate_id
      WHERE t.stage_id = s.id AND t.state IN ('OPEN', 'CLAIMED', 'SUSPENDED') AND t.hold IS NULL), '[]') AS helpers
  FROM stage s WHERE s.case_id = $1 AND s.state IN ('OPEN', 'SUSPENDED')`;
