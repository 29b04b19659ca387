import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActAnswer } from '../../../src/acts/run-act.ts';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { readAtHand } from '../../../src/tasks/operations/at-hand.ts';
import { decideTask, type DecisionInput } from '../../../src/tasks/deciding/decide.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  CITY_LEADER,
  givenCase,
  LEADER,
  noticesOf,
  publishRoute,
  REVIEWER,
  wish,
  type OfficeCase,
  type StageWish,
} from '../office.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

const THREE: NonNullable<StageWish['approvers']> = [
  { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY', weight: 3 },
  { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
  { kind: 'ROLE', role: 'LEADER', unit: 'CITY' },
];

/** The county's leader, its reviewer and the city's leader sit together; `next` follows. */
async function given(joint: StageWish, more: StageWish[] = []): Promise<OfficeCase> {
  const routeId = await publishRoute(db, {
    REVIEW: {
      stages: [
        wish('joint', { approvers: THREE, returnTo: ['applicant'], ...joint }),
        ...more.map((stage, index) => wish(`more${index}`, stage)),
        wish('next', { after: ['joint'] }),
      ],
    },
  });
  const started = await givenCase(db, routeId);
  await started.open('REVIEW');
  return started;
}

/** The word of a person on their own, newest seat of the stage. */
function say(one: OfficeCase, login: string, input: DecisionInput | 'APPROVE' | 'REJECT'): Promise<ActAnswer> {
  return sayOn(one, login, 'joint', input);
}

async function sayOn(
  one: OfficeCase,
  login: string,
  stage: string,
  input: DecisionInput | 'APPROVE' | 'REJECT',
): Promise<ActAnswer> {
  const { id } = await db.sql.one<{ id: string }>(
    `SELECT t.id FROM task t JOIN stage s ON s.id = t.stage_id JOIN task_candidate c ON c.task_id = t.id JOIN account a ON a.id = c.account_id
     WHERE t.case_id = $1 AND t.stage_key = $3 AND a.login = $2 ORDER BY s.instance DESC LIMIT 1`,
    [one.id, login, stage],
  );
  const word = typeof input === 'string' ? { outcome: input, reason: '理由' } : input;
  return one.act(login, async (act, actor) => decideTask(act, actor, await readAtHand(act.tx, id, actor.id), word, {}));
}

/** The newest run's seats, in the order of their turns: `leader OPEN`, `channel-reviewer SUSPENDED TURN`. */
async function seats(one: OfficeCase, stage = 'joint'): Promise<string[]> {
  const rows = await db.sql.rows<{ word: string }>(
    `SELECT concat_ws(' ', a.login, t.state, t.hold, t.outcome) AS word FROM task t JOIN task_candidate c ON c.task_id = t.id JOIN account a ON a.id = c.account_id
     WHERE t.stage_id = (SELECT id FROM stage WHERE case_id = $1 AND key = $2 ORDER BY phase_seq DESC, instance DESC LIMIT 1)
     ORDER BY t.position`,
    [one.id, stage],
  );
  return rows.map(({ word }) => word);
}

describe('a countersigned stage 会签', () => {
  it('gives each person a task of their own, fixed when it opens, and tells them', async () => {
    const one = await given({ mode: 'ALL' });
    expect(await seats(one)).toEqual([`${LEADER} OPEN`, `${REVIEWER} OPEN`, `${CITY_LEADER} OPEN`]);
    expect((await noticesOf(db, one.id)).sort()).toEqual(
      [LEADER, REVIEWER, CITY_LEADER].map((login) => `TASK_OPENED ${login}`).sort(),
    );
  });

  it('waits for the last of them, and then goes on', async () => {
    const one = await given({ mode: 'ALL' });
    expect((await say(one, REVIEWER, 'APPROVE')).code).toBe('DONE');
    expect((await say(one, LEADER, 'APPROVE')).code).toBe('DONE');
    expect(await one.live()).toEqual(['joint OPEN']);
    expect(await say(one, CITY_LEADER, 'APPROVE')).toMatchObject({ code: 'DONE' });
    expect(await one.live()).toEqual(['next OPEN']);
  });

  it('hears one person once, and nobody for another', async () => {
    const one = await given({ mode: 'ALL' });
    await say(one, LEADER, 'APPROVE');
    expect(await say(one, LEADER, 'APPROVE')).toMatchObject({ code: 'ALREADY_DECIDED' });
    const { id } = await db.sql.one<{ id: string }>(
      `SELECT t.id FROM task t JOIN task_candidate c ON c.task_id = t.id JOIN account a ON a.id = c.account_id WHERE t.case_id = $1 AND a.login = $2`,
      [one.id, REVIEWER],
    );
    const answer = await one.act(LEADER, async (act, actor) =>
      decideTask(act, actor, await readAtHand(act.tx, id, actor.id), { outcome: 'APPROVE' }, {}),
    );
    expect(answer).toMatchObject({ code: 'NOT_HOLDER' });
  });

  it('ends with the first rejection, the open seats with it', async () => {
    const one = await given({ mode: 'ALL' });
    await say(one, LEADER, 'APPROVE');
    await say(one, REVIEWER, 'REJECT');
    expect(await one.state()).toMatchObject({ phaseOutcome: 'REJECTED' });
    expect(await seats(one)).toEqual([`${LEADER} DONE APPROVE`, `${REVIEWER} DONE REJECT`, `${CITY_LEADER} CANCELED`]);
  });

  it('hears everybody before a rejection counts where its route says so', async () => {
    const one = await given({ mode: 'ALL', settle: 'ALL_DECIDED' });
    await say(one, LEADER, 'REJECT');
    await say(one, REVIEWER, 'APPROVE');
    expect(await one.state()).toMatchObject({ phaseOutcome: null });
    await say(one, CITY_LEADER, 'APPROVE');
    expect(await one.state()).toMatchObject({ phaseOutcome: 'REJECTED' });
    expect(await seats(one)).toEqual([
      `${LEADER} DONE REJECT`,
      `${REVIEWER} DONE APPROVE`,
      `${CITY_LEADER} DONE APPROVE`,
    ]);
  });

  it('goes on as soon as the ratio is reached', async () => {
    const one = await given({ mode: 'RATIO', passPercent: 66 });
    await say(one, LEADER, 'REJECT');
    await say(one, REVIEWER, 'APPROVE');
    expect(await one.live()).toEqual(['joint OPEN']);
    await say(one, CITY_LEADER, 'APPROVE');
    expect(await one.live()).toEqual(['next OPEN']);
  });

  it('peers 9: weighs the words of a vote 票签', async () => {
    const one = await given({ mode: 'VOTE', passPercent: 60 });
    await say(one, LEADER, 'APPROVE');
    expect(await one.live()).toEqual(['next OPEN']);
    expect((await seats(one)).slice(1)).toEqual([`${REVIEWER} CANCELED`, `${CITY_LEADER} CANCELED`]);
  });

  it('two who speak at the same instant end it once', async () => {
    const one = await given({ mode: 'ALL' });
    await say(one, LEADER, 'APPROVE');
    const answers = await Promise.all([say(one, REVIEWER, 'APPROVE'), say(one, CITY_LEADER, 'APPROVE')]);
    expect(answers.map(({ code }) => code)).toEqual(['DONE', 'DONE']);
    const opened = await db.sql.rows(`SELECT id FROM stage WHERE case_id = $1 AND key = 'next'`, [one.id]);
    expect(opened).toHaveLength(1);
  });
});

describe('a stage in sequence 依次', () => {
  it('asks one after the other, each with a deadline of their own', async () => {
    const one = await given({ mode: 'SEQUENCE', due: { n: 3, unit: 'WORKING_DAY' } });
    expect(await seats(one)).toEqual([`${LEADER} OPEN`, `${REVIEWER} SUSPENDED TURN`, `${CITY_LEADER} SUSPENDED TURN`]);
    expect(await say(one, REVIEWER, 'APPROVE')).toMatchObject({ code: 'NOT_YOUR_TURN' });
    await say(one, LEADER, 'APPROVE');
    expect(await seats(one)).toEqual([`${LEADER} DONE APPROVE`, `${REVIEWER} OPEN`, `${CITY_LEADER} SUSPENDED TURN`]);
    const due = await db.sql.rows(
      `SELECT a.login FROM due_act d JOIN task_candidate c ON c.task_id = d.task_id JOIN account a ON a.id = c.account_id
       WHERE d.case_id = $1 AND d.state = 'PENDING' AND d.kind = 'DUE'`,
      [one.id],
    );
    expect(due).toEqual([{ login: REVIEWER }]);
    expect(await noticesOf(db, one.id)).toEqual([`TASK_OPENED ${LEADER}`, `TASK_OPENED ${REVIEWER}`]);
    await say(one, REVIEWER, 'APPROVE');
    await say(one, CITY_LEADER, 'APPROVE');
    expect(await one.live()).toEqual(['next OPEN']);
  });

  it('keeps whose turn it is while the applicant supplements', async () => {
    const asking: StageWish = {
      approvers: [{ kind: 'ROLE', role: 'FINANCE_OFFICER', unit: 'PROVINCE' }],
      returnTo: ['applicant'],
    };
    const one = await given({ mode: 'SEQUENCE' }, [asking]);
    await one.decide('finance-officer.province', 'more0', {
      outcome: 'RETURN',
      returnTo: 'applicant',
      reason: '请补充',
    });
    expect((await seats(one)).slice(0, 2)).toEqual([`${LEADER} SUSPENDED`, `${REVIEWER} SUSPENDED TURN`]);
    await one.supplement('owner.0001@example.com', ['licence']);
    expect((await seats(one)).slice(0, 2)).toEqual([`${LEADER} OPEN`, `${REVIEWER} SUSPENDED TURN`]);
  });
});

describe('peers 1: a return out of a countersigned stage', () => {
  const RETURN: DecisionInput = { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' };

  it('voids the words already given', async () => {
    const one = await given({ mode: 'ALL' });
    await say(one, LEADER, 'APPROVE');
    await say(one, REVIEWER, RETURN);
    await one.supplement('owner.0001@example.com', ['licence']);
    expect(await seats(one)).toEqual([`${LEADER} OPEN`, `${REVIEWER} OPEN`, `${CITY_LEADER} OPEN`]);
  });

  it('keeps approvals where its route says so, and asks the others again', async () => {
    const one = await given({ mode: 'ALL', votesOnReturn: 'KEEP' });
    await say(one, LEADER, 'APPROVE');
    await say(one, REVIEWER, RETURN);
    await one.supplement('owner.0001@example.com', ['licence']);
    expect(await seats(one)).toEqual([`${LEADER} DONE APPROVE`, `${REVIEWER} OPEN`, `${CITY_LEADER} OPEN`]);
    await say(one, REVIEWER, 'APPROVE');
    await say(one, CITY_LEADER, 'APPROVE');
    expect(await one.live()).toEqual(['next OPEN']);
  });
});

describe('one word of several taken back 撤回', () => {
  it('opens the seat again and leaves the words beside it', async () => {
    const one = await given({ mode: 'ALL', due: { n: 3, unit: 'WORKING_DAY' } });
    const word = await say(one, LEADER, 'APPROVE');
    await say(one, REVIEWER, 'APPROVE');
    expect((await one.takeBack(LEADER, word)).code).toBe('DONE');
    expect(await seats(one)).toEqual([`${LEADER} OPEN`, `${REVIEWER} DONE APPROVE`, `${CITY_LEADER} OPEN`]);
    await say(one, CITY_LEADER, 'APPROVE');
    expect((await say(one, LEADER, 'REJECT')).code).toBe('DONE');
    expect(await one.state()).toMatchObject({ phaseOutcome: 'REJECTED' });
  });

  it('takes the next one in a sequence their turn again, unless they have spoken', async () => {
    const one = await given({ mode: 'SEQUENCE' });
    const first = await say(one, LEADER, 'APPROVE');
    expect((await one.takeBack(LEADER, first)).code).toBe('DONE');
    expect(await seats(one)).toEqual([`${LEADER} OPEN`, `${REVIEWER} SUSPENDED TURN`, `${CITY_LEADER} SUSPENDED TURN`]);
    const again = await say(one, LEADER, 'APPROVE');
    await say(one, REVIEWER, 'APPROVE');
    expect(await one.takeBack(LEADER, again)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
  });

  it('leaves the stage as it is where it came to the same without the word', async () => {
    const one = await given({ mode: 'RATIO', passPercent: 34, settle: 'ALL_DECIDED' });
    const needless = await say(one, LEADER, 'REJECT');
    await say(one, REVIEWER, 'APPROVE');
    await say(one, CITY_LEADER, 'APPROVE');
    expect(await one.live()).toEqual(['next OPEN']);
    expect((await one.takeBack(LEADER, needless)).code).toBe('DONE');
    expect(await one.live()).toEqual(['joint OPEN']);
    expect(await seats(one)).toEqual([`${LEADER} OPEN`, `${REVIEWER} DONE APPROVE`, `${CITY_LEADER} DONE APPROVE`]);
  });

  it('is too late in a sequence that has ended on it', async () => {
    const one = await given({ mode: 'SEQUENCE' });
    const first = await say(one, LEADER, 'APPROVE');
    await say(one, REVIEWER, 'APPROVE');
    await say(one, CITY_LEADER, 'APPROVE');
    expect(await one.takeBack(LEADER, first)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
  });

  it('brings back words and claims that a return beside it had closed, once that is taken back', async () => {
    const beside: StageWish = { after: ['joint'], returnTo: ['joint'] };
    const one = await given({ mode: 'ALL' }, [beside, { mode: 'ALL', approvers: THREE }]);
    for (const login of [LEADER, REVIEWER, CITY_LEADER]) await say(one, login, 'APPROVE');
    await sayOn(one, REVIEWER, 'more1', 'APPROVE');
    const back = await one.decide(LEADER, 'more0', { outcome: 'RETURN', returnTo: 'joint', reason: '重审' });
    expect(await seats(one, 'more1')).toEqual([`${LEADER} OPEN`, `${REVIEWER} OPEN`, `${CITY_LEADER} OPEN`]);
    expect((await one.takeBack(LEADER, back)).code).toBe('DONE');
    expect(await seats(one, 'more1')).toEqual([`${LEADER} OPEN`, `${REVIEWER} DONE APPROVE`, `${CITY_LEADER} OPEN`]);
  });

  it('brings back the stage that it had ended, with everybody else’s word', async () => {
    const one = await given({ mode: 'ALL' });
    await say(one, LEADER, 'APPROVE');
    await say(one, REVIEWER, 'APPROVE');
    const last = await say(one, CITY_LEADER, 'APPROVE');
    expect((await one.takeBack(CITY_LEADER, last)).code).toBe('DONE');
    expect(await one.live()).toEqual(['joint OPEN']);
    expect(await seats(one)).toEqual([`${LEADER} DONE APPROVE`, `${REVIEWER} DONE APPROVE`, `${CITY_LEADER} OPEN`]);
    await say(one, CITY_LEADER, 'APPROVE');
    expect(await one.live()).toEqual(['next OPEN']);
  });
});
