import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { predictCase, type CasePrediction } from '../../src/cases/prediction/predict-case.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  publishRoute,
  republish,
  REVIEWER,
  type OfficeCase,
  wish,
} from '../tasks/office.ts';

const OFFICE = { own: false, office: true };
const APPLICANT = { own: true, office: false };
const WORKING = { n: 3, unit: 'WORKING_DAY' } as const;

let db: TestDatabase;
let fullRoute: string;
beforeAll(async () => {
  db = await openTestDatabase();
  const { id } = await db.sql.one<{ id: string }>(
    `SELECT id FROM policy_version WHERE kind = 'ROUTE' AND key = 'admission-full' AND state = 'PUBLISHED'`,
  );
  fullRoute = id;
});
afterAll(async () => {
  await db.close();
});

type Stage = CasePrediction['phases'][number]['stages'][number];

function predicted(one: OfficeCase, sight = OFFICE): Promise<CasePrediction> {
  return predictCase(db.sql, one.id, sight, new Date());
}
const stagesOf = ({ phases }: CasePrediction): Stage[] => phases.flatMap(({ stages }) => [...stages]);
function stageOf(prediction: CasePrediction, key: string): Stage {
  const stage = stagesOf(prediction).find((one) => one.key === key);
  if (stage === undefined) throw new Error(`${key} is not on the way`);
  return stage;
}
const inWords = (prediction: CasePrediction) =>
  stagesOf(prediction).map(({ key, state, again }) => `${key} ${state}${again ? ' again' : ''}`);

async function inReview(routeId = fullRoute): Promise<OfficeCase> {
  const one = await givenCase(db, routeId);
  await one.open('MATERIAL_REVIEW');
  return one;
}
async function inApproval(routeId = fullRoute): Promise<OfficeCase> {
  const one = await inReview(routeId);
  await one.approve(REVIEWER, 'material_review');
  await one.open('LEADER_APPROVAL');
  return one;
}

describe('the prediction of a case', () => {
  it('tells the office who decided, who decides now and who will', async () => {
    const one = await inApproval();
    const way = await predicted(one);
    expect(inWords(way)).toEqual([
      'screening_decision NOT_NEEDED',
      'material_review DONE',
      'county_leader CURRENT',
      'city_leader TO_COME',
      'province_leader TO_COME',
      'contract_draft TO_COME',
      'operator_sign TO_COME',
      'partner_sign TO_COME',
    ]);
    const reviewer = await actorOf(db, REVIEWER);
    expect(stageOf(way, 'material_review').decided).toMatchObject([{ outcome: 'APPROVE', by: { id: reviewer.id } }]);
    const [leader, next] = [await actorOf(db, LEADER), await actorOf(db, CITY_LEADER)];
    expect(stageOf(way, 'county_leader').deciders?.people).toMatchObject([{ id: leader.id, unless: [] }]);
    expect(stageOf(way, 'city_leader').deciders?.people).toMatchObject([{ id: next.id }]);
    expect(stageOf(way, 'city_leader').deciders?.pools).toMatchObject([
      { kind: 'ROLE', role: 'LEADER', place: { code: 'city-01' } },
    ]);
    expect(way.phases.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'SCREENING NOT_NEEDED',
      'MATERIAL_REVIEW DONE',
      'LEADER_APPROVAL CURRENT',
      'CONTRACTING TO_COME',
      'SIGNING TO_COME',
    ]);
  });

  it('tells the applicant roles and units, and names of nobody but their own people', async () => {
    const one = await inApproval();
    const way = await predicted(one, APPLICANT);
    expect(stageOf(way, 'material_review').decided).toMatchObject([{ outcome: 'APPROVE', by: null, bySystem: false }]);
    expect(stageOf(way, 'city_leader').deciders).toMatchObject({
      people: [],
      excluded: [],
      pools: [{ role: 'LEADER', place: { nameZh: expect.any(String) } }],
    });
    const signer = await actorOf(db, 'signer.0001@example.com');
    expect(stageOf(way, 'partner_sign').deciders?.people).toMatchObject([{ id: signer.id }]);
    const staff = await db.sql.rows<{ name: string }>(`SELECT name FROM account WHERE kind = 'STAFF'`);
    const text = JSON.stringify(way);
    expect(staff.filter(({ name }) => text.includes(`"name":"${name}"`))).toEqual([]);
  });

  it('tells the applicant names where the policy of the process shows them', async () => {
    await republish(db, 'PROCESS_POLICY', 'ADMISSION', (body) => ({ ...body, showStaffNames: true }));
    const way = await predicted(await inReview(), APPLICANT);
    expect(stageOf(way, 'city_leader').deciders?.people).toHaveLength(1);
    await republish(db, 'PROCESS_POLICY', 'ADMISSION', (body) => ({ ...body, showStaffNames: false }));
  });

  it('leaves out whoever decided a stage kept apart, and warns of those who could', async () => {
    const reviewer = await actorOf(db, REVIEWER);
    await db.sql.run(
      `INSERT INTO role_assignment (account_id, role, unit_id) SELECT $1, 'LEADER', id FROM unit WHERE code = 'city-01'`,
      [reviewer.id],
    );
    const one = await inReview();
    const before = stageOf(await predicted(one), 'city_leader').deciders;
    expect(before?.people).toContainEqual(expect.objectContaining({ id: reviewer.id, unless: ['material_review'] }));
    await one.approve(REVIEWER, 'material_review');
    const after = stageOf(await predicted(one), 'city_leader').deciders;
    expect(after?.people.map(({ id }) => id)).not.toContain(reviewer.id);
    expect(after?.excluded).toMatchObject([
      { id: reviewer.id, reasonCode: 'SEPARATION_OF_DUTY', stage: 'material_review' },
    ]);
    await db.sql.run(`UPDATE role_assignment SET valid_to = now() WHERE account_id = $1 AND role = 'LEADER'`, [
      reviewer.id,
    ]);
  });

  it('says when each stage ends at the latest, one deadline after the other', async () => {
    const routeId = await publishRoute(db, {
      MATERIAL_REVIEW: {
        stages: [wish('a', { due: WORKING }), wish('b', { after: ['a'], due: WORKING }), wish('c', { due: WORKING })],
      },
      LEADER_APPROVAL: { stages: [wish('d')] },
    });
    const one = await inReview(routeId);
    const way = await predicted(one);
    const { dueAt } = await one.task('a');
    expect(stageOf(way, 'a')).toMatchObject({ dueAt: dueAt?.toISOString(), latestAt: dueAt?.toISOString() });
    expect(stageOf(way, 'c').latestAt).toBe(dueAt?.toISOString());
    // At the close of a day the next one begins: three more days of work after the third.
    expect(new Date(stageOf(way, 'b').latestAt ?? 0).getTime()).toBeGreaterThan(dueAt?.getTime() ?? Infinity);
    expect([stageOf(way, 'd').latestAt, way.latestAt]).toEqual([null, null]);
  });

  it('names the administrators, and to the office that they stand in, where nobody holds a role', async () => {
    const routeId = await publishRoute(db, {
      MATERIAL_REVIEW: { stages: [wish('a')] },
      LEADER_APPROVAL: {
        stages: [
          wish('b', { approvers: [{ kind: 'ROLE', role: 'LEGAL_REVIEWER', unit: 'COUNTY' }] }),
          wish('c', { approvers: [{ kind: 'ROLE', role: 'LEGAL_REVIEWER', unit: 'COUNTY' }], onNobody: 'PASS' }),
        ],
      },
    });
    const one = await inReview(routeId);
    const way = await predicted(one);
    expect(stageOf(way, 'b').deciders).toMatchObject({ standIn: 'ADMINISTRATOR', automatic: null });
    expect(stageOf(way, 'c').deciders).toMatchObject({
      people: [],
      standIn: 'PASS',
      automatic: { outcome: 'APPROVE', reasonCode: 'NOBODY_PASS' },
    });
    expect(stageOf(await predicted(one, APPLICANT), 'b').deciders?.standIn).toBeNull();
  });
});

describe('the prediction stays true', () => {
  /** Approves whatever is open until the phase is over; gives the stages in the order in which they opened. */
  async function follow(one: OfficeCase, people: Readonly<Record<string, string>>): Promise<string[]> {
    const gone: string[] = [];
    for (;;) {
      const [next] = await one.live();
      if (next === undefined) return gone;
      const key = next.split(' ')[0] ?? '';
      gone.push(key);
      expect((await one.approve(people[key] ?? '', key)).code).toBe('DONE');
    }
  }
  const PEOPLE = {
    material_review: REVIEWER,
    county_leader: LEADER,
    city_leader: CITY_LEADER,
    province_leader: 'leader.province',
  };
  const ahead = (way: CasePrediction, phase: string) =>
    (way.phases.find(({ name }) => name === phase)?.stages ?? [])
      .filter(({ state }) => state === 'CURRENT' || state === 'TO_COME')
      .map(({ key }) => key);

  it('after a return to the applicant', async () => {
    const one = await inApproval();
    await one.approve(LEADER, 'county_leader');
    await one.decide(CITY_LEADER, 'city_leader', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    const way = await predicted(one, APPLICANT);
    expect(stageOf(way, 'supplement')).toMatchObject({ state: 'CURRENT', title: { zh: '补充材料' }, again: false });
    expect(stageOf(way, 'supplement').deciders?.people.length).toBeGreaterThan(0);
    expect(inWords(way).slice(2, 6)).toEqual([
      'supplement CURRENT',
      'county_leader DONE',
      'city_leader TO_COME again',
      'province_leader TO_COME',
    ]);
    await one.supplement('owner.0001@example.com', []);
    expect(await follow(one, PEOPLE)).toEqual(['city_leader', 'province_leader']);
  });

  it.each([
    ['forward', 'FORWARD' as const, ['county_leader', 'city_leader', 'province_leader']],
    ['straight back', 'BACK' as const, ['city_leader', 'province_leader']],
  ])('after a return into the phase before, %s', async (_how, resume, then) => {
    const one = await inApproval();
    await one.approve(LEADER, 'county_leader');
    await one.decide(CITY_LEADER, 'city_leader', {
      outcome: 'RETURN',
      returnTo: 'material_review',
      resume,
      reason: '请复核',
    });
    const between = await predicted(one);
    expect(ahead(between, 'MATERIAL_REVIEW')).toEqual(['material_review']);
    expect(ahead(between, 'LEADER_APPROVAL')).toEqual(then);
    await one.open('MATERIAL_REVIEW');
    expect(ahead(await predicted(one), 'LEADER_APPROVAL')).toEqual(then);
    expect(await follow(one, PEOPLE)).toEqual(['material_review']);
    await one.open('LEADER_APPROVAL');
    expect(ahead(await predicted(one), 'LEADER_APPROVAL')).toEqual(then);
    expect(await follow(one, PEOPLE)).toEqual(then);
  });

  it('after a decision was taken back', async () => {
    const one = await inApproval();
    const decision = await one.approve(LEADER, 'county_leader');
    await one.takeBack(LEADER, decision);
    const way = await predicted(one);
    expect(ahead(way, 'LEADER_APPROVAL')).toEqual(['county_leader', 'city_leader', 'province_leader']);
    expect(await follow(one, PEOPLE)).toEqual(ahead(way, 'LEADER_APPROVAL'));
  });

  it('at the end: nothing is to come after a refusal', async () => {
    const one = await inApproval();
    await one.decide(LEADER, 'county_leader', { outcome: 'REJECT', reasonCode: 'MATERIAL', reason: '不符合条件' });
    const way = await predicted(one);
    expect(way.latestAt).toBeNull();
    expect(ahead(way, 'LEADER_APPROVAL')).toEqual([]);
    expect(stageOf(way, 'county_leader')).toMatchObject({ state: 'DONE', outcome: 'REJECT' });
    expect(stageOf(way, 'contract_draft')).toMatchObject({ state: 'NOT_REACHED', deciders: null });
  });
});
