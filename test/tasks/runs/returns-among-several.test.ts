import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { decideTask, type DecisionInput } from '../../../src/tasks/deciding/decide.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { givenCase, OWNER, publishRoute, takeInHand, wish, type OfficeCase } from '../office.ts';

const REVIEWER_ROLE = { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' } as const;
const LEADER_ROLE = { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' } as const;
const CITY_ROLE = { kind: 'ROLE', role: 'LEADER', unit: 'CITY' } as const;

/** `first`, then three people who countersign (`joint`) with a stage beside them, then `last`, which waits for both. */
const STAGES = ['first', 'joint', 'beside', 'last'] as const;

let db: TestDatabase;
const routes = new Map<string, string>();
beforeAll(async () => {
  db = await openTestDatabase();
  for (const votesOnReturn of ['VOID', 'KEEP'] as const) {
    const joint = { mode: 'ALL', votesOnReturn, approvers: [LEADER_ROLE, REVIEWER_ROLE, CITY_ROLE] } as const;
    const route = await publishRoute(db, {
      REVIEW: {
        stages: [
          wish('first', { approvers: [REVIEWER_ROLE], returnTo: ['applicant'] }),
          wish('joint', {
            ...joint,
            approvers: [...joint.approvers],
            after: ['first'],
            returnTo: ['applicant', 'first'],
          }),
          wish('beside', { after: ['first'], returnTo: ['applicant', 'first'] }),
          wish('last', {
            approvers: [CITY_ROLE],
            after: ['joint', 'beside'],
            returnTo: ['applicant', 'first', 'joint'],
          }),
        ],
      },
    });
    routes.set(votesOnReturn, route);
  }
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

interface OpenTask {
  readonly id: string;
  readonly stage: string;
  readonly login: string;
}

/** What waits for somebody, each with one of those who may take it. */
function openTasks({ id }: OfficeCase): Promise<OpenTask[]> {
  return db.sql.rows<OpenTask & Record<string, unknown>>(
    `SELECT DISTINCT ON (t.id) t.id, t.stage_key AS stage, a.login FROM task t JOIN task_candidate c ON c.task_id = t.id AND c.open
     LEFT JOIN role_assignment r ON c.kind = 'ROLE' AND r.role = c.role AND r.unit_id = c.scope_id
     LEFT JOIN company_member m ON c.kind = 'COMPANY' AND m.role = c.role AND m.company_id = c.scope_id
     JOIN account a ON a.id = coalesce(c.account_id, r.account_id, m.account_id)
     WHERE t.case_id = $1 AND t.state = 'OPEN' AND (a.kind = 'STAFF' OR a.login = $2) ORDER BY t.id, a.login`,
    [id, OWNER],
  );
}

async function say(one: OfficeCase, { id, login }: OpenTask, input: DecisionInput): Promise<void> {
  const answer = await one.act(login, async (act, actor) =>
    decideTask(act, actor, await takeInHand(act, id, actor), input, {}),
  );
  expect(answer).toMatchObject({ code: 'DONE' });
  await expectSound(one);
}

async function approve(one: OfficeCase, stage: string, times = 1): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    const task = (await openTasks(one)).find((open) => open.stage === stage);
    if (task === undefined) throw new Error(`Nothing of ${stage} is open`);
    await say(one, task, { outcome: 'APPROVE' });
  }
}

/** No stage runs twice at once, nobody sits twice in a run, what is offered is open and the other way round, and somebody has a way on. */
async function expectSound(one: OfficeCase): Promise<void> {
  const faults = await db.sql.rows(
    `SELECT 'two runs' AS fault, key AS what FROM stage WHERE case_id = $1 AND state IN ('OPEN', 'SUSPENDED') GROUP BY key HAVING count(*) > 1
     UNION ALL
     SELECT 'two seats', c.account_id::text FROM task t JOIN task_candidate c ON c.task_id = t.id
     WHERE t.case_id = $1 AND t.state NOT IN ('CANCELED', 'SUPERSEDED') AND c.account_id IS NOT NULL
     GROUP BY t.stage_id, c.account_id HAVING count(DISTINCT t.id) > 1
     UNION ALL
     SELECT 'offer and task differ', t.stage_key FROM task t JOIN task_candidate c ON c.task_id = t.id
     WHERE t.case_id = $1 AND c.open <> (t.state = 'OPEN')
     UNION ALL
     SELECT 'task of a run that is over', t.stage_key FROM task t JOIN stage s ON s.id = t.stage_id
     WHERE t.case_id = $1 AND t.state IN ('OPEN', 'CLAIMED', 'SUSPENDED') AND s.state NOT IN ('OPEN', 'SUSPENDED')
     UNION ALL
     SELECT 'stuck', p.name FROM phase p WHERE p.case_id = $1 AND p.state = 'OPEN'
       AND NOT EXISTS (SELECT FROM task t WHERE t.case_id = $1 AND t.state IN ('OPEN', 'CLAIMED'))`,
    [one.id],
  );
  expect(faults).toEqual([]);
}

/** Everybody approves whatever comes to them until nothing does; gives the stages in the order of their ends. */
async function toTheEnd(one: OfficeCase): Promise<string[]> {
  const asked: string[] = [];
  for (;;) {
    const [task] = await openTasks(one);
    if (task === undefined) return asked;
    if (asked.push(task.stage) > 30) throw new Error(`No end: ${asked.join(', ')}`);
    if (task.stage === 'supplement') {
      expect(await one.supplement(OWNER, ['licence'])).toMatchObject({ code: 'DONE' });
      await expectSound(one);
    } else await say(one, task, { outcome: 'APPROVE' });
  }
}

interface Situation {
  readonly form: string;
  readonly from: 'joint' | 'beside' | 'last';
  readonly to: 'applicant' | 'first' | 'joint';
  readonly resume?: 'FORWARD' | 'BACK';
  /** Words given in the countersignature before. */
  readonly words: number;
  readonly besideDone: boolean;
}

/** Every form of a return, out of each part, with each of the others untouched, half through and done. */
function situations(): readonly Situation[] {
  const ways = (from: 'joint' | 'beside' | 'last') => [
    { form: `${from} to applicant`, from, to: 'applicant' } as const,
    ...(['first', ...(from === 'last' ? (['joint'] as const) : [])] as const).flatMap((to) =>
      (['FORWARD', 'BACK'] as const).map((resume) => ({
        form: `${from} to ${to} ${resume}`,
        from,
        to,
        resume,
      })),
    ),
  ];
  const states = {
    joint: [0, 1, 2].flatMap((words) => [false, true].map((besideDone) => ({ words, besideDone }))),
    beside: [0, 2, 3].map((words) => ({ words, besideDone: false })),
    last: [{ words: 3, besideDone: true }],
  };
  return (['joint', 'beside', 'last'] as const).flatMap((from) =>
    ways(from).flatMap((way) => states[from].map((state) => ({ ...way, ...state }))),
  );
}

describe.each(['VOID', 'KEEP'])(
  'peers 1: a return among parallel and countersigned parts, words on return: %s',
  (votes) => {
    it.each(situations())(
      'loses and doubles nothing and comes to its end: $form after $words words, beside done: $besideDone',
      async ({ from, to, resume, words, besideDone }) => {
        const one = await givenCase(db, routes.get(votes) ?? '');
        await one.open('REVIEW');
        await approve(one, 'first');
        await approve(one, 'joint', words);
        if (besideDone) await approve(one, 'beside');
        const task = (await openTasks(one)).find(({ stage }) => stage === from);
        if (task === undefined) throw new Error(`${from} is not open`);
        await say(one, task, {
          outcome: 'RETURN',
          returnTo: to,
          reason: '请核对',
          ...(resume === undefined ? {} : { resume }),
        });

        const asked = await toTheEnd(one);

        expect(asked[0] === 'supplement').toBe(to === 'applicant');
        expect(asked).toContain(from);
        if (to !== 'applicant') expect(asked).toContain(to);
        expect(asked.filter((stage) => stage === 'last')).toHaveLength(1);
        expect(asked.at(-1)).toBe('last');
        expect((await one.state()).phaseOutcome).toBe('APPROVED');
        expect(await standing(one)).toEqual([...STAGES].sort());
      },
    );
  },
);

/** Stages whose newest run stands approved. */
async function standing(one: OfficeCase): Promise<string[]> {
  const rows = await db.sql.rows<{ key: string }>(
    `SELECT key FROM (SELECT DISTINCT ON (key) key, state, outcome FROM stage WHERE case_id = $1 AND kind = 'APPROVAL'
       ORDER BY key, phase_seq DESC, instance DESC) newest WHERE state = 'DONE' AND outcome = 'APPROVE' ORDER BY key`,
    [one.id],
  );
  return rows.map(({ key }) => key);
}

describe('a return out of the phase', () => {
  it('leaves nothing of the words of a stage beside it that was not done', async () => {
    const route = await publishRoute(db, {
      REVIEW: { stages: [wish('first', { approvers: [REVIEWER_ROLE] })] },
      APPROVAL: {
        stages: [
          wish('joint', { mode: 'ALL', approvers: [LEADER_ROLE, CITY_ROLE] }),
          wish('beside', { approvers: [REVIEWER_ROLE], returnTo: ['first'] }),
        ],
      },
    });
    const one = await givenCase(db, route);
    await one.open('REVIEW');
    await approve(one, 'first');
    await one.open('APPROVAL');
    await approve(one, 'joint');
    const beside = (await openTasks(one)).find(({ stage }) => stage === 'beside');
    if (beside === undefined) throw new Error('Nothing of beside is open');
    const answer = await one.act(beside.login, async (act, actor) =>
      decideTask(
        act,
        actor,
        await takeInHand(act, beside.id, actor),
        { outcome: 'RETURN', returnTo: 'first', reason: '退回' },
        {},
      ),
    );
    expect(answer).toMatchObject({ code: 'DONE' });
    await one.open('REVIEW');
    await approve(one, 'first');
    await one.open('APPROVAL');
    expect((await openTasks(one)).map(({ stage }) => stage).sort()).toEqual(['beside', 'joint', 'joint']);
  });
});
