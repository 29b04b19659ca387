import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../src/audit/verify.ts';
import { orderRouteMoves, previewMany } from '../../src/cases/repair/move-many.ts';
import { moveCaseToRoute } from '../../src/cases/repair/move-route.ts';
import { previewRoute } from '../../src/cases/repair/preview-route.ts';
import { readAtHand } from '../../src/tasks/operations/at-hand.ts';
import { decideTask } from '../../src/tasks/deciding/decide.ts';
import { actAs, batchOf, itemsOf, run } from '../batches/office-batch.ts';
import { appoint, revoke } from '../substitution/stand-ins.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  OWNER,
  publishRoute,
  republish,
  REVIEWER,
  takeInHand,
  wish,
  type OfficeCase,
  type StageWish,
} from '../tasks/office.ts';

const ADMINISTRATOR = 'administrator.province';
const COUNTY: NonNullable<StageWish['approvers']> = [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }];
const CITY: NonNullable<StageWish['approvers']> = [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }];
const REVIEWERS: NonNullable<StageWish['approvers']> = [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }];

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

type Stages = ReturnType<typeof wish>[];
interface Routed {
  readonly one: OfficeCase;
  readonly routeId: string;
  /** Publishes the next version of the case's route. */
  readonly next: (stages: Stages) => Promise<string>;
}

async function given(stages: Stages): Promise<Routed> {
  const routeId = await publishRoute(db, { REVIEW: { stages } });
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return {
    one,
    routeId,
    async next(newer) {
      const { key } = await db.sql.one<{ key: string }>('SELECT key FROM policy_version WHERE id = $1', [routeId]);
      return republish(db, 'ROUTE', key, (body) => ({ ...body, phases: { REVIEW: { stages: newer } } }));
    },
  };
}

const moveTo = (one: Pick<OfficeCase, 'id'>, policyVersionId: string) =>
  actAs(
    db,
    ADMINISTRATOR,
    (act) => moveCaseToRoute(act, { caseId: one.id, policyVersionId, reason: '新版审批流生效' }),
    one.id,
  );

const preview = async (one: Pick<OfficeCase, 'id'>, policyVersionId: string) =>
  previewRoute(db.pool, (await actorOf(db, ADMINISTRATOR)).id, one.id, policyVersionId);

const pinned = async ({ id }: Pick<OfficeCase, 'id'>) =>
  (await db.sql.one<{ id: string }>('SELECT route_version_id AS id FROM "case" WHERE id = $1', [id])).id;

describe('moving a case to a newer version of its route', () => {
  it('does what its preview says: other time, the same task, the same holder', async () => {
    const { one, next } = await given([wish('a', { due: { n: 3, unit: 'WORKING_DAY' } })]);
    await one.claim(LEADER, 'a');
    const before = await one.task('a');
    const newer = await next([
      wish('a', { due: { n: 9, unit: 'WORKING_DAY' }, title: { zh: '审批', en: 'Approval' } }),
    ]);

    const said = await preview(one, newer);
    expect(said).toMatchObject({
      to: { version: 2 },
      tasks: [{ taskId: before.id, fate: 'REDATED', dueBefore: before.dueAt }],
      opened: [],
    });
    expect(await one.task('a')).toEqual(before);
    expect(await pinned(one)).not.toBe(newer);

    expect(await moveTo(one, newer)).toMatchObject({ code: 'DONE', body: { stages: { a: 'REDATED' } } });
    const after = await one.task('a');
    expect(after).toMatchObject({ id: before.id, state: 'CLAIMED', dueAt: said.tasks[0]?.dueAfter });
    expect(after.dueAt?.getTime()).toBeGreaterThan(before.dueAt?.getTime() ?? 0);
    expect(await pinned(one)).toBe(newer);
    expect((await one.approve(LEADER, 'a')).body).toMatchObject({ phaseOutcome: 'APPROVED' });
  });

  it('takes a deadline away where the new rule has none, and gives one where it has', async () => {
    const { one, next } = await given([wish('a', { due: { n: 3, unit: 'WORKING_DAY' } }), wish('b')]);
    await moveTo(one, await next([wish('a'), wish('b', { due: { n: 2, unit: 'WORKING_DAY' } })]));
    expect((await one.task('a')).dueAt).toBeNull();
    expect((await one.task('b')).dueAt).toBeInstanceOf(Date);
    const acts = await db.sql.rows(
      `SELECT t.stage_key AS stage, d.kind FROM due_act d JOIN task t ON t.id = d.task_id WHERE d.case_id = $1 AND d.state = 'PENDING'`,
      [one.id],
    );
    expect(acts).toEqual([{ stage: 'b', kind: 'DUE' }]);
  });

  it('asks other people, who are named beforehand; whoever may still decide keeps what they claimed', async () => {
    const { one, next } = await given([wish('a', { approvers: COUNTY })]);
    await one.claim(LEADER, 'a');
    const wider = await next([wish('a', { approvers: [...COUNTY, ...CITY] })]);
    expect(await preview(one, wider)).toMatchObject({
      tasks: [{ fate: 'REOPENED', dueAfter: null }],
      opened: [{ stage: 'a', holders: [{}] }],
    });
    await moveTo(one, wider);
    expect(await one.task('a')).toMatchObject({ state: 'CLAIMED', assigneeId: (await actorOf(db, LEADER)).id });
    const other = await next([wish('a', { approvers: CITY })]);
    await moveTo(one, other);
    expect(await one.task('a')).toMatchObject({ state: 'OPEN', assigneeId: null });
    expect(await one.approve(LEADER, 'a')).toMatchObject({ code: 'NOT_HOLDER' });
    expect((await one.approve(CITY_LEADER, 'a')).code).toBe('DONE');
  });

  it('keeps words already given for whoever still has a seat', async () => {
    const { one, next } = await given([wish('a', { mode: 'ALL', approvers: [...COUNTY, ...CITY] })]);
    const say = async (login: string) => {
      const { id } = await actorOf(db, login);
      const seat = await db.sql.one<{ id: string }>(
        `SELECT t.id FROM task t JOIN task_candidate c ON c.task_id = t.id WHERE t.case_id = $1 AND c.account_id = $2 AND t.state = 'OPEN'`,
        [one.id, id],
      );
      return one.act(login, async (act, actor) =>
        decideTask(act, actor, await readAtHand(act.tx, seat.id, actor.id), { outcome: 'APPROVE' }, {}),
      );
    };
    await say(LEADER);
    await moveTo(one, await next([wish('a', { mode: 'ALL', approvers: [...COUNTY, ...REVIEWERS, ...CITY] })]));
    const open = await db.sql.rows<{ login: string }>(
      `SELECT a.login FROM task t JOIN task_candidate c ON c.task_id = t.id JOIN account a ON a.id = c.account_id
       WHERE t.case_id = $1 AND t.state = 'OPEN' ORDER BY a.login`,
      [one.id],
    );
    expect(open.map(({ login }) => login)).toEqual([REVIEWER, CITY_LEADER].sort());
    await say(REVIEWER);
    expect((await say(CITY_LEADER)).body).toMatchObject({ phaseOutcome: 'APPROVED' });
  });

  it('lets whoever has a word in it in another’s name take back one of their own, and leaves the other', async () => {
    const stage: StageWish = { mode: 'ALL', settle: 'ALL_DECIDED', returnTo: ['applicant'] };
    const { one, next } = await given([wish('a', { ...stage, approvers: [...COUNTY, ...REVIEWERS] })]);
    const made = await appoint(db, LEADER, CITY_LEADER);
    const say = async (seatOf: string, input: Parameters<OfficeCase['decide']>[2]) => {
      const { id } = await db.sql.one<{ id: string }>(
        `SELECT t.id FROM task t JOIN task_candidate c ON c.task_id = t.id JOIN account a ON a.id = c.account_id
         WHERE t.case_id = $1 AND a.login = $2 AND t.state = 'OPEN'`,
        [one.id, seatOf],
      );
      return one.act(CITY_LEADER, async (act, actor) =>
        decideTask(act, actor, await takeInHand(act, id, actor), input, {}),
      );
    };
    expect((await say(LEADER, { outcome: 'APPROVE' })).code).toBe('DONE');
    await moveTo(one, await next([wish('a', { ...stage, approvers: [...COUNTY, ...CITY] })]));
    const sent = await say(CITY_LEADER, { outcome: 'RETURN', returnTo: 'applicant', reason: '补充' });
    expect(await one.takeBack(CITY_LEADER, sent)).toMatchObject({ code: 'DONE' });
    const seats = await db.sql.rows(
      `SELECT a.login AS of, t.outcome, t.state FROM task t JOIN stage s ON s.id = t.stage_id AND s.state = 'OPEN' JOIN task_candidate c ON c.task_id = t.id
       JOIN account a ON a.id = c.account_id WHERE t.case_id = $1 ORDER BY t.position`,
      [one.id],
    );
    expect(seats).toEqual([
      { of: LEADER, outcome: 'APPROVE', state: 'DONE' },
      { of: CITY_LEADER, outcome: null, state: 'OPEN' },
    ]);
    await revoke(db, LEADER, made);
  });

  it('runs a stage that is new before the open one first, and names it', async () => {
    const { one, next } = await given([wish('a'), wish('b', { after: ['a'] })]);
    await one.approve(LEADER, 'a');
    const newer = await next([
      wish('a'),
      wish('n', { after: ['a'], approvers: REVIEWERS }),
      wish('b', { after: ['n'] }),
    ]);
    expect(await preview(one, newer)).toMatchObject({
      tasks: [{ stage: 'b', fate: 'WAITS' }],
      opened: [{ stage: 'n' }],
      newStages: ['n'],
    });
    await moveTo(one, newer);
    expect(await one.live()).toEqual(['n OPEN']);
    await one.approve(REVIEWER, 'n');
    expect(await one.live()).toEqual(['b OPEN']);
  });

  it('goes on where the open stage is gone, and ends the phase where nothing else is wanted', async () => {
    const { one, next } = await given([wish('a'), wish('b', { after: ['a'] })]);
    const decided = await one.approve(LEADER, 'a');
    const old = (await one.task('b')).id;
    const newer = await next([wish('a')]);
    expect(await preview(one, newer)).toMatchObject({ phaseOutcome: 'APPROVED', goneStages: ['b'] });
    expect(await moveTo(one, newer)).toMatchObject({ body: { phaseOutcome: 'APPROVED' } });
    expect(await one.state()).toMatchObject({ phaseOutcome: 'APPROVED' });
    const answer = await one.act(LEADER, async (act, actor) =>
      decideTask(act, actor, await readAtHand(act.tx, old, actor.id), { outcome: 'APPROVE' }, {}),
    );
    expect(answer).toMatchObject({ code: 'SUPERSEDED' });
    expect(await one.takeBack(LEADER, decided)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
  });

  it('lets the applicant’s answer lead on, though the stage that asked is gone', async () => {
    const { one, next } = await given([wish('a', { returnTo: ['applicant'] }), wish('x', { approvers: CITY })]);
    await one.decide(LEADER, 'a', { outcome: 'RETURN', returnTo: 'applicant', reason: '补充' });
    await moveTo(one, await next([wish('n', { approvers: REVIEWERS }), wish('x', { approvers: CITY })]));
    expect(await one.live()).toEqual(['supplement OPEN', 'x SUSPENDED']);
    expect((await one.supplement(OWNER, [])).code).toBe('DONE');
    expect(await one.live()).toEqual(['n OPEN', 'x OPEN']);
  });

  it('lets whoever asked the applicant look at the answer when it is their turn', async () => {
    const { one, next } = await given([wish('a', { returnTo: ['applicant'] })]);
    await one.decide(LEADER, 'a', { outcome: 'RETURN', returnTo: 'applicant', reason: '补充' });
    await moveTo(one, await next([wish('n', { approvers: REVIEWERS }), wish('a', { after: ['n'] })]));
    await one.supplement(OWNER, []);
    expect(await one.live()).toEqual(['n OPEN']);
    await one.approve(REVIEWER, 'n');
    expect(await one.live()).toEqual(['a OPEN']);
  });

  it('takes no decision back that was given before', async () => {
    const { one, next } = await given([wish('a'), wish('b', { approvers: CITY })]);
    const decided = await one.approve(LEADER, 'a');
    await moveTo(one, await next([wish('a'), wish('b', { approvers: CITY, title: { zh: '复核', en: 'Review' } })]));
    expect(await one.takeBack(LEADER, decided)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
    expect((await one.approve(CITY_LEADER, 'b')).body).toMatchObject({ phaseOutcome: 'APPROVED' });
  });

  it.each<[string, (routed: Routed) => Promise<string>, string]>([
    ['the same version', async ({ routeId }) => Promise.resolve(routeId), 'NOT_NEWER'],
    ['another route', async () => publishRoute(db, { REVIEW: { stages: [wish('a')] } }), 'ANOTHER_ROUTE'],
    [
      'something that is no route',
      async () =>
        (await db.sql.one<{ id: string }>(`SELECT id FROM policy_version WHERE kind = 'CALENDAR' LIMIT 1`)).id,
      'NO_PUBLISHED_ROUTE',
    ],
    ['nothing', async ({ one }) => Promise.resolve(one.id), 'NO_PUBLISHED_ROUTE'],
  ])('is refused to %s', async (_to, versionOf, reasonCode) => {
    const routed = await given([wish('a')]);
    const version = await versionOf(routed);
    expect(await moveTo(routed.one, version)).toMatchObject({
      code: 'ROUTE_VERSION_NOT_POSSIBLE',
      body: { reasonCode },
    });
    await expect(preview(routed.one, version)).rejects.toMatchObject({ code: 'ROUTE_VERSION_NOT_POSSIBLE' });
  });
});

describe('moving many cases', () => {
  it('counts first what it would do, then moves each in a transaction of its own, once', async () => {
    const { one, routeId, next } = await given([wish('a'), wish('b', { after: ['a'] })]);
    const second = await givenCase(db, routeId);
    await second.open('REVIEW');
    await second.approve(LEADER, 'a');
    const third = await givenCase(db, routeId);
    await third.open('REVIEW');
    await third.approve(LEADER, 'a');
    await third.approve(LEADER, 'b');
    const newer = await next([wish('a'), wish('n', { after: ['a'] }), wish('b', { after: ['n'] })]);
    const { id } = await actorOf(db, ADMINISTRATOR);
    expect(await previewMany(db.sql, newer, id, new Date())).toEqual({
      total: 3,
      lookedAt: 3,
      stages: { a: { KEPT: 1 }, b: { WAITS: 1 } },
      opens: { n: 1 },
      approved: 0,
      refused: { IN_TRANSITION: 1 },
    });
    const batchId = batchOf(
      await actAs(db, ADMINISTRATOR, (act, actor) => orderRouteMoves(act, actor.id, newer, '新版审批流生效')),
    );
    await Promise.all([run(db, batchId), run(db, batchId)]);
    expect((await itemsOf(db, batchId)).map(({ code }) => code).sort()).toEqual(['DONE', 'DONE', 'IN_TRANSITION']);
    expect(await one.live()).toEqual(['a OPEN']);
    expect(await second.live()).toEqual(['n OPEN']);
    expect(await pinned(third)).toBe(routeId);
    expect((await one.audit()).filter((action) => action === 'ROUTE_MOVED')).toHaveLength(1);
    const again = await actAs(db, ADMINISTRATOR, (act) => orderRouteMoves(act, LEADER_ID, newer, '再次'));
    expect(again).toMatchObject({ code: 'NOTHING_TO_DO' });
  });
});

/** Governs nothing. */
const LEADER_ID = '00000000-0000-4000-8000-000000000001';
