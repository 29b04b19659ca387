import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from '../support/api.ts';
import {
  approve,
  CITY_LEADER,
  CONTRACT_OFFICER,
  COUNTY_LEADER,
  eventually,
  expectDone,
  givenApplication,
  givenReviewed,
  issueContract,
  passReview,
  returnForItem,
  REVIEWER,
  RISK_OFFICER,
  sign,
  startLine,
  supplement,
  type Line,
  type LineCase,
} from '../support/line.ts';
import { expectSound } from '../faults/invariants.ts';
import { inTheClear } from '../replay/histories.ts';
import { dueInASecond, takeBack, under } from '../replay/paths.ts';
import { noticesOf } from '../tasks/office.ts';
import { FORM } from '../http/admission/samples.ts';

const REASON = '场地照片与租赁合同不符';
const OWNER = 'owner.0001@example.com';

describe.each([
  ['with its cache', undefined],
  ['replaying every task', 0],
])('an admission on a worker %s', (_title, maxCachedWorkflows) => {
  let line: Line;
  const cases: LineCase[] = [];
  const answered: string[] = [];
  beforeAll(async () => {
    line = await startLine(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows });
  }, 120_000);
  afterAll(() => line.close());

  const begin = async (company?: string): Promise<LineCase> => {
    const one = await givenApplication(line, company === undefined ? {} : { company });
    cases.push(one);
    return one;
  };
  const reviewed = async (): Promise<LineCase> => {
    const one = await givenReviewed(line);
    cases.push(one);
    return one;
  };

  /** An act answered DONE is answered when the next phase is open: the very next read shows it. Late, the relay carries it there. */
  async function expectNext(one: LineCase, answer: Answer, phase: string, open: string[]): Promise<void> {
    expect(answer.status).toBe(200);
    const progress = String(answer.body['progress']);
    answered.push(progress);
    if (progress !== 'DONE') {
      await eventually(`${one.caseId} in ${phase}`, async () => {
        const { state, progress: now } = await one.read();
        return state === phase && now === 'DONE' ? true : undefined;
      });
    }
    expect(await one.read()).toMatchObject({ state: phase, progress: 'DONE' });
    expect(await one.open()).toEqual(open);
  }

  it('[ADM-07] goes from apply to live; each act that ends a phase is answered with the next one open', async () => {
    const one = await begin();

    await expectNext(one, await passReview(line, one), 'LEADER_APPROVAL', ['county_leader']);
    await approve(one, 'county_leader');
    await approve(one, 'city_leader');
    await expectNext(one, await approve(one, 'province_leader'), 'CONTRACTING', ['contract_draft']);
    await expectDone(await issueContract(line, one));
    await expectDone(await sign(line, one, CONTRACT_OFFICER, 'operator_sign'));
    await expectDone(await sign(line, one, 'signer.0001@example.com', 'partner_sign'));

    expect(await one.result()).toBe('ACTIVE');
    expect(await one.read()).toMatchObject({ state: 'ACTIVE', outcome: 'ACTIVE', openTasks: [] });
    expect(await one.phases()).toEqual([
      'SCREENING PASSED',
      'MATERIAL_REVIEW APPROVED',
      'LEADER_APPROVAL APPROVED',
      'CONTRACTING APPROVED',
      'SIGNING APPROVED',
    ]);
  }, 120_000);

  it('[ADM-02] goes on after the applicant was asked for a supplement', async () => {
    const one = await begin();

    await expectDone(await returnForItem(line, one, REASON));
    expect(await one.read()).toMatchObject({ state: 'RETURNED' });
    await expectDone(await supplement(one));

    expect(await one.open()).toEqual(['material_review']);
    await expectNext(one, await passReview(line, one), 'LEADER_APPROVAL', ['county_leader']);
  });

  it('begins again with the county when a city leader sends it back to be run forward', async () => {
    const one = await reviewed();
    await approve(one, 'county_leader');

    const back = { outcome: 'RETURN', returnTo: 'material_review', reason: REASON };
    await expectNext(one, await one.decide(CITY_LEADER, 'city_leader', back), 'MATERIAL_REVIEW', ['material_review']);
    await expectNext(one, await passReview(line, one), 'LEADER_APPROVAL', ['county_leader']);
  });

  it('comes straight back to the city leader who asked for that', async () => {
    const one = await reviewed();
    await approve(one, 'county_leader');

    const back = { outcome: 'RETURN', returnTo: 'material_review', reason: REASON, resume: 'BACK' };
    await expectDone(await one.decide(CITY_LEADER, 'city_leader', back));
    await expectNext(one, await passReview(line, one), 'LEADER_APPROVAL', ['city_leader']);
    expect(await one.phases()).toEqual([
      'SCREENING PASSED',
      'MATERIAL_REVIEW APPROVED',
      'LEADER_APPROVAL RETURN_TO_MATERIAL_REVIEW',
      'MATERIAL_REVIEW APPROVED',
      'LEADER_APPROVAL',
    ]);
  });

  it('gives a leader the task again whose approval they took back inside the phase', async () => {
    const one = await reviewed();
    const decided = await approve(one, 'county_leader');
    expect(await one.open()).toEqual(['city_leader']);

    await expectDone(await takeBack(line, COUNTY_LEADER, decided));

    expect(await one.open()).toEqual(['county_leader']);
    await approve(one, 'county_leader');
    expect(await one.open()).toEqual(['city_leader']);
  });

  it('goes back to the reviewer who took the approval of the material back', async () => {
    const one = await begin();
    const decided = await passReview(line, one);

    await expectNext(one, await takeBack(line, REVIEWER, decided), 'MATERIAL_REVIEW', ['material_review']);
    await expectNext(one, await passReview(line, one), 'LEADER_APPROVAL', ['county_leader']);
  });

  it('goes back to the leader who took a return back', async () => {
    const one = await reviewed();
    const back = { outcome: 'RETURN', returnTo: 'material_review', reason: REASON };
    const returned = await one.decide(COUNTY_LEADER, 'county_leader', back);

    await expectNext(one, await takeBack(line, COUNTY_LEADER, returned), 'LEADER_APPROVAL', ['county_leader']);
    expect((await one.phases()).slice(-3)).toEqual([
      'LEADER_APPROVAL RETURN_TO_MATERIAL_REVIEW',
      'MATERIAL_REVIEW TAKEN_BACK',
      'LEADER_APPROVAL',
    ]);
  });

  it('[ADM-06] ends refused, and the applicant is told', async () => {
    const one = await begin('0002');
    await passReview(line, one);

    const refusal = { outcome: 'REJECT', reasonCode: 'NOT_QUALIFIED', reason: REASON };
    await expectDone(await one.decide(COUNTY_LEADER, 'county_leader', refusal));

    expect(await one.result()).toBe('REJECTED');
    expect(await noticesOf(line.db, one.caseId)).toContain('APPLICATION_REJECTED owner.0002@example.com');
  });

  it('expires by its timer when nobody supplements, after a reminder', async () => {
    const short = { window: { n: 3, unit: 'SECOND' }, remindBefore: [{ n: 1, unit: 'SECOND' }] };
    const shorten = (body: object) => ({ ...body, supplement: short });
    const one = await under(line, 'PROCESS_POLICY', 'ADMISSION', shorten)(() => begin());
    await expectDone(await returnForItem(line, one, REASON));

    expect(await one.result()).toBe('EXPIRED');

    expect(await one.read()).toMatchObject({ state: 'EXPIRED', openTasks: [] });
    const told = await noticesOf(line.db, one.caseId);
    expect(told).toEqual(expect.arrayContaining([`SUPPLEMENT_REMINDER ${OWNER}`, `APPLICATION_EXPIRED ${OWNER}`]));
  });

  it('ends withdrawn, wherever it stands', async () => {
    const one = await reviewed();

    await expectDone(await one.owner.post(`/cases/${one.caseId}/withdrawal`));

    expect(await one.result()).toBe('WITHDRAWN');
    expect(await one.read()).toMatchObject({ state: 'WITHDRAWN', openTasks: [] });
  });

  it('[ADM-17][CRD-03] stops at the screening when the legal representative is blacklisted', async () => {
    await line.db.sql.run(
      `UPDATE company SET legal_rep_id_hash = (SELECT person_id_hash FROM blacklist_entry WHERE subject_kind = 'PERSON' ORDER BY name LIMIT 1)
       WHERE id = (SELECT m.company_id FROM company_member m JOIN account a ON a.id = m.account_id WHERE a.login = 'owner.0003@example.com')`,
    );

    const one = await begin('0003');

    expect(await one.result()).toBe('REJECTED');
    expect(await one.phases()).toEqual(['SCREENING BLOCKED']);
  });

  it('[CRD-05] asks a person where the screening knows nothing, and that person again after they took it back', async () => {
    // The credit registry does not know company 0010.
    const one = await begin('0010');
    expect(await one.task('screening_decision')).toBeDefined();
    const pass = { outcome: 'APPROVE', reasonCode: 'CREDIT_PROVEN' };
    const passed = await one.decide(RISK_OFFICER, 'screening_decision', pass);
    await expectNext(one, passed, 'MATERIAL_REVIEW', ['material_review']);

    // Its first step asks the registers again, so the next phase may come a moment after the answer.
    await expectDone(await takeBack(line, RISK_OFFICER, passed));
    await one.reaches('SCREENING');
    expect(await one.task('screening_decision')).toBeDefined();
    expect((await one.phases()).slice(-2)).toEqual(['MATERIAL_REVIEW TAKEN_BACK', 'SCREENING']);

    const refusal = { outcome: 'REJECT', reasonCode: 'BAD_CREDIT', reason: REASON };
    await expectDone(await one.decide(RISK_OFFICER, 'screening_decision', refusal));
    expect(await one.result()).toBe('REJECTED');
  });

  it('[NTF-03] escalates by its timer what nobody decides in time', async () => {
    const one = await under(line, 'ROUTE', 'admission-full', dueInASecond('county_leader'))(() => reviewed());

    await eventually('the escalation', async () =>
      (await noticesOf(line.db, one.caseId)).find((word) => word === `TASK_ESCALATED ${CITY_LEADER}`),
    );

    await expectDone(await one.decide(CITY_LEADER, 'county_leader', { outcome: 'APPROVE' }));
    expect(await one.open()).toEqual(['city_leader']);
  });

  it('leaves nothing lost, doubled or stuck, and no personal data with the engine', async () => {
    const people = await line.db.sql.rows<{ name: string; login: string; company: string | null }>(
      `SELECT a.name, a.login, c.name AS company FROM account a LEFT JOIN company_member m ON m.account_id = a.id LEFT JOIN company c ON c.id = m.company_id`,
    );
    const words = [
      REASON,
      ...Object.values(FORM.contact),
      ...people.flatMap((p) => [p.name, p.login, p.company ?? p.name]),
    ];
    expect(cases.length).toBeGreaterThan(10);
    expect(answered).toContain('DONE');
    for (const one of cases) {
      const told = inTheClear(await one.history());
      expect(told).toContain(`"caseId":"${one.caseId}"`);
      for (const word of new Set(words)) expect(told).not.toContain(word);
    }
    await eventually('every outbox row to be delivered', async () => {
      const left = await line.db.sql.rows('SELECT n FROM outbox WHERE delivered_at IS NULL');
      return left.length === 0 ? true : undefined;
    });
    await expectSound(line.db);
  });
});
