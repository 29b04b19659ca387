import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAtHand } from '../../../src/tasks/operations/at-hand.ts';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { claimTask } from '../../../src/tasks/claiming/claim.ts';
import { listPools } from '../../../src/tasks/inbox.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  noticesOf,
  OWNER,
  publishRoute,
  REVIEWER,
  wish,
  type OfficeCase,
} from '../office.ts';

const COUNTY_REVIEW = [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] as const;
const CITY = [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }] as const;

let db: TestDatabase;
let routeId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  routeId = await publishRoute(db, {
    MATERIAL_REVIEW: { stages: [wish('check', { approvers: [...COUNTY_REVIEW], returnTo: ['applicant'] })] },
    REVIEW: {
      stages: [
        wish('first', { approvers: [...COUNTY_REVIEW], returnTo: ['applicant', 'check'], dependsOn: ['LICENCE'] }),
        wish('beside', { returnTo: ['applicant', 'check'] }),
        wish('second', { after: ['first'], returnTo: ['applicant', 'first', 'check'], approvers: [...CITY] }),
        wish('last', { after: ['second', 'beside'], approvers: [...CITY], returnTo: ['first'] }),
      ],
    },
  });
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

async function inReview(): Promise<OfficeCase> {
  const given = await givenCase(db, routeId);
  await given.open('MATERIAL_REVIEW');
  await given.approve(REVIEWER, 'check');
  await given.open('REVIEW');
  return given;
}

describe('an approval', () => {
  it('opens what comes after and tells those who may take it', async () => {
    const given = await inReview();

    const answer = await given.approve(REVIEWER, 'first');

    expect(answer).toMatchObject({ code: 'DONE', outbox: [], body: { phaseOutcome: null } });
    expect(await given.live()).toEqual(['beside OPEN', 'second OPEN']);
    expect((await noticesOf(db, given.id)).slice(-1)).toEqual([`TASK_OPENED ${CITY_LEADER}`]);
    expect((await given.audit()).slice(-1)).toEqual(['TASK_APPROVE']);
  });

  it('as the last one ends the phase, and the workflow is told once', async () => {
    const given = await inReview();
    await given.approve(REVIEWER, 'first');
    await given.approve(CITY_LEADER, 'second');
    await given.approve(LEADER, 'beside');

    const answer = await given.approve(CITY_LEADER, 'last');

    expect(answer).toMatchObject({ body: { phaseOutcome: 'APPROVED', opened: [] } });
    expect(answer.outbox).toHaveLength(1);
    expect(
      await db.sql.rows('SELECT kind, seq, outcome FROM outbox WHERE case_id = $1 ORDER BY n DESC LIMIT 1', [given.id]),
    ).toEqual([{ kind: 'WAKE', seq: 2, outcome: 'APPROVED' }]);
    expect(await given.state()).toMatchObject({ seq: 2, phaseOutcome: 'APPROVED' });
  });
});

describe('a refusal', () => {
  it('cancels everything open in the phase', async () => {
    const given = await inReview();

    const answer = await given.decide(LEADER, 'beside', { outcome: 'REJECT', reasonCode: 'OTHER' });

    expect(answer).toMatchObject({ body: { phaseOutcome: 'REJECTED' } });
    expect(await given.live()).toEqual([]);
    expect(await given.task('first')).toMatchObject({ state: 'CANCELED', outcome: null });
    expect(await given.approve(REVIEWER, 'first')).toMatchObject({ code: 'SUPERSEDED' });
  });

  it('without its reason is refused and changes nothing', async () => {
    const given = await inReview();
    const before = await given.audit();

    expect(await given.decide(LEADER, 'beside', { outcome: 'REJECT', reason: '  ' })).toMatchObject({
      code: 'REASON_MISSING',
      body: { outcome: 'REJECT' },
    });
    expect(await given.audit()).toEqual(before);
    expect(await given.live()).toEqual(['beside OPEN', 'first OPEN']);
  });
});

describe('peers 1: a return to the applicant', () => {
  it('stops everybody else until the supplement, then asks the returning stage and whoever depends on what changed', async () => {
    const given = await inReview();
    await given.approve(REVIEWER, 'first');

    await given.decide(CITY_LEADER, 'second', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充执照' });
    expect(await given.live()).toEqual(['beside SUSPENDED', 'supplement OPEN']);
    expect(await given.state()).toMatchObject({ state: 'RETURNED' });
    expect(await given.approve(LEADER, 'beside')).toMatchObject({ code: 'TASK_SUSPENDED' });
    expect(await noticesOf(db, given.id)).toEqual(expect.arrayContaining([`RETURNED_FOR_SUPPLEMENT ${OWNER}`]));

    expect(await given.supplement(OWNER, ['LICENCE'])).toMatchObject({ code: 'DONE' });
    expect(await given.live()).toEqual(['beside OPEN', 'first OPEN', 'second OPEN']);
    expect(await given.state()).toMatchObject({ state: 'REVIEW' });
    expect((await given.audit()).slice(-2)).toEqual(['TASK_RETURN', 'SUPPLEMENTED']);
  });

  it('leaves an answer that did not depend on the change standing', async () => {
    const given = await inReview();
    await given.approve(REVIEWER, 'first');
    await given.decide(CITY_LEADER, 'second', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });

    await given.supplement(OWNER, ['PREMISES']);

    expect(await given.live()).toEqual(['beside OPEN', 'second OPEN']);
  });

  it('is answered by nobody but the company, and by a supplement only', async () => {
    const given = await inReview();
    await given.decide(LEADER, 'beside', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });

    expect(await given.supplement(LEADER, [])).toMatchObject({ code: 'NOT_HOLDER' });
    expect(await given.supplement('owner.0002@example.com', [])).toMatchObject({ code: 'NOT_HOLDER' });
    expect(await given.approve(OWNER, 'supplement')).toMatchObject({ code: 'OUTCOME_NOT_OFFERED' });
  });
});

describe('peers 1: a return to an earlier stage', () => {
  it('run forward begins the open neighbour anew, and an answer in the replaced one says by what', async () => {
    const given = await inReview();
    await given.approve(REVIEWER, 'first');
    const { id: replaced } = await given.task('beside');

    await given.decide(CITY_LEADER, 'second', { outcome: 'RETURN', returnTo: 'first', reason: '重审' });

    expect(await given.live()).toEqual(['beside OPEN', 'first OPEN']);
    const again = await given.task('beside');
    expect(
      await given.act(LEADER, async (act, actor) =>
        claimTask(act, actor, await readAtHand(act.tx, replaced, actor.id)),
      ),
    ).toMatchObject({
      code: 'SUPERSEDED',
      body: { by: again.id },
    });
    await given.approve(REVIEWER, 'first');
    expect(await given.live()).toEqual(['beside OPEN', 'second OPEN']);
  });

  it('straight back asks only there, and then the returning stage with a fresh task', async () => {
    const given = await inReview();
    await given.approve(REVIEWER, 'first');
    const before = await given.task('second');

    await given.decide(CITY_LEADER, 'second', { outcome: 'RETURN', returnTo: 'first', reason: '核对', resume: 'BACK' });
    expect(await given.live()).toEqual(['beside OPEN', 'first OPEN']);
    await given.approve(LEADER, 'beside');
    expect(await given.live()).toEqual(['first OPEN']);
    await given.approve(REVIEWER, 'first');

    expect(await given.live()).toEqual(['second OPEN']);
    expect((await given.task('second')).id).not.toBe(before.id);
  });

  it('of an earlier phase ends this one, and BACK goes to the returning stage alone', async () => {
    const given = await inReview();
    await given.approve(REVIEWER, 'first');
    await given.decide(CITY_LEADER, 'second', { outcome: 'RETURN', returnTo: 'check', reason: '回退', resume: 'BACK' });
    expect(await given.state()).toMatchObject({ phaseOutcome: 'RETURN_TO_MATERIAL_REVIEW' });

    await given.open('MATERIAL_REVIEW');
    expect(await given.live()).toEqual(['check OPEN']);
    await given.approve(REVIEWER, 'check');
    await given.open('REVIEW');

    // The neighbour had not been decided yet when the phase was left.
    expect(await given.live()).toEqual(['beside OPEN', 'second OPEN']);
    await given.approve(CITY_LEADER, 'second');
    expect(await given.approve(LEADER, 'beside')).toMatchObject({ body: { phaseOutcome: null } });
    expect(await given.live()).toEqual(['last OPEN']);
  });

  it('of an earlier phase, run forward, asks everybody again', async () => {
    const given = await inReview();
    await given.approve(REVIEWER, 'first');
    await given.decide(LEADER, 'beside', { outcome: 'RETURN', returnTo: 'check', reason: '回退' });
    await given.open('MATERIAL_REVIEW');
    await given.approve(REVIEWER, 'check');
    await given.open('REVIEW');

    expect(await given.live()).toEqual(['beside OPEN', 'first OPEN']);
  });

  it.each([
    ['a stage its rule does not name', 'last'],
    ['one that was not approved', 'second'],
  ])('is refused for %s', async (_title, returnTo) => {
    const given = await inReview();

    expect(await given.decide(REVIEWER, 'first', { outcome: 'RETURN', returnTo, reason: '退' })).toMatchObject({
      code: 'RETURN_TARGET_UNKNOWN',
    });
  });
});

describe('a decision', () => {
  it('is visible to everybody in their very next read', async () => {
    const given = await inReview();
    const city = await actorOf(db, CITY_LEADER);
    const reviewer = await actorOf(db, REVIEWER);
    const inPool = async (accountId: string, key: string) => {
      const { id } = await given.task(key);
      return (await listPools(db.sql, accountId, undefined, 1000)).some((task) => task.id === id);
    };
    expect(await inPool(reviewer.id, 'first')).toBe(true);

    await given.approve(REVIEWER, 'first');

    expect(await inPool(reviewer.id, 'first')).toBe(false);
    expect(await inPool(city.id, 'second')).toBe(true);
  });

  it('needs no claim, but nobody decides what somebody else has claimed', async () => {
    const given = await inReview();
    await db.sql.run(
      `INSERT INTO role_assignment (account_id, role, unit_id) SELECT a.id, 'LEADER', u.id FROM account a, unit u
       WHERE a.login = 'channel-manager.county-0101' AND u.code = 'county-0101' ON CONFLICT DO NOTHING`,
    );
    await given.claim('channel-manager.county-0101', 'beside');

    expect(await given.approve(LEADER, 'beside')).toMatchObject({ code: 'NOT_HOLDER', body: { claimed: true } });
    expect(await given.approve('channel-manager.county-0101', 'beside')).toMatchObject({ code: 'DONE' });
    expect(await given.approve(LEADER, 'beside')).toMatchObject({ code: 'ALREADY_DECIDED' });
  });

  it('is refused between two phases', async () => {
    const given = await givenCase(db, routeId);
    await given.open('MATERIAL_REVIEW');
    const decided = await given.approve(REVIEWER, 'check');

    expect(await given.approve(REVIEWER, 'check')).toMatchObject({ code: 'ALREADY_DECIDED' });
    expect(await given.takeBack(REVIEWER, decided)).toMatchObject({ code: 'IN_TRANSITION' });
  });

  it('of somebody without the role is refused', async () => {
    const given = await inReview();

    expect(await given.approve('leader.county-0201', 'beside')).toMatchObject({
      code: 'NOT_HOLDER',
      body: { claimed: false },
    });
    expect(await given.approve(OWNER, 'beside')).toMatchObject({ code: 'NOT_HOLDER' });
  });
});
