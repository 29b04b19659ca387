import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectSound } from '../faults/invariants.ts';
import type { Answer, Caller } from '../support/api.ts';
import {
  approve,
  approveByLeaders,
  CONTRACT_OFFICER,
  COUNTY_LEADER,
  eventually,
  expectDone,
  givenApplication,
  givenReviewed,
  issueContract,
  passReview,
  returnForItem,
  sign,
  startLine,
  type Line,
  type LineCase,
} from '../support/line.ts';
import { RouteBody } from '../../src/domain/routes/route.ts';
import { under } from '../replay/paths.ts';
import { noticesOf } from '../tasks/office.ts';

const REASON = '经复核需要重新办理';
const OWNER = 'owner.0001@example.com';

describe.each([
  ['with its cache', undefined],
  ['replaying every task', 0],
])('an administrator’s repair on a worker %s', (_title, maxCachedWorkflows) => {
  let line: Line;
  let admin: Caller;
  beforeAll(async () => {
    line = await startLine(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows });
    admin = await line.as('administrator.province');
  }, 120_000);
  afterAll(async () => {
    await expectSound(line.db);
    await line.close();
  });

  const reviewed = (): Promise<LineCase> => givenReviewed(line);
  const repair = (
    one: LineCase,
    how: 'move' | 'wake' | 'cancellation' | 'route-version',
    body: object,
  ): Promise<Answer> => admin.post(`/cases/${one.caseId}/${how}`, { reason: REASON, ...body });
  const opened = (one: LineCase, stage: string) =>
    eventually(`${stage} to open`, async () => ((await one.open()).includes(stage) ? true : undefined));
  const refuse = (one: LineCase) =>
    one.decide(COUNTY_LEADER, 'county_leader', { outcome: 'REJECT', reasonCode: 'NOT_QUALIFIED', reason: REASON });

  it('[ADM-05] sets a case back behind its approval, and the whole way is gone again', async () => {
    const one = await reviewed();
    await approveByLeaders(one);
    await issueContract(line, one);
    await opened(one, 'operator_sign');
    await expectDone(await repair(one, 'move', { phase: 'MATERIAL_REVIEW' }));
    await opened(one, 'material_review');
    expect(await one.open()).toEqual(['material_review']);
    const contracts = await line.db.sql.rows('SELECT state FROM contract WHERE case_id = $1', [one.caseId]);
    expect(contracts).toEqual([{ state: 'VOID' }]);
    expect(await noticesOf(line.db, one.caseId)).toContain(`CASE_MOVED ${OWNER}`);

    await expectDone(await passReview(line, one));
    await approveByLeaders(one);
    await issueContract(line, one);
    await expectDone(await sign(line, one, CONTRACT_OFFICER, 'operator_sign'));
    await expectDone(await sign(line, one, 'signer.0001@example.com', 'partner_sign'));
    expect(await one.result()).toBe('ACTIVE');
    expect((await one.phases()).slice(0, 6)).toEqual([
      'SCREENING PASSED',
      'MATERIAL_REVIEW APPROVED',
      'LEADER_APPROVAL APPROVED',
      'CONTRACTING APPROVED',
      'SIGNING MOVE_TO_MATERIAL_REVIEW',
      'MATERIAL_REVIEW APPROVED',
    ]);
    expect(await repair(one, 'move', { phase: 'SCREENING' })).toMatchObject({ body: { code: 'CASE_CLOSED' } });
    expect(await repair(one, 'wake', { phase: 'SCREENING' })).toMatchObject({ body: { code: 'CASE_IN_FORCE' } });
  }, 120_000);

  it('begins a phase again at the stage that is named, and keeps what was approved before it', async () => {
    const one = await reviewed();
    await approve(one, 'county_leader');
    await approve(one, 'city_leader');
    await opened(one, 'province_leader');
    await expectDone(await repair(one, 'move', { phase: 'LEADER_APPROVAL', stage: 'city_leader' }));
    await opened(one, 'city_leader');
    expect(await one.open()).toEqual(['city_leader']);
    await expectDone(await approve(one, 'city_leader'));
    await expectDone(await approve(one, 'province_leader'));
    await opened(one, 'contract_draft');
  }, 120_000);

  it('takes the case out of the applicant’s hands, and the screening asks anew', async () => {
    const one = await givenApplication(line);
    await expectDone(await returnForItem(line, one, REASON));
    await expectDone(await repair(one, 'move', { phase: 'SCREENING' }));
    await opened(one, 'material_review');
    expect(await one.open()).toEqual(['material_review']);
    expect(await one.phases()).toEqual([
      'SCREENING PASSED',
      'MATERIAL_REVIEW MOVE_TO_SCREENING',
      'SCREENING PASSED',
      'MATERIAL_REVIEW',
    ]);
    await expectDone(await repair(one, 'cancellation', {}));
    expect(await one.result()).toBe('CANCELED');
  }, 120_000);

  it('wakes a refused case as the next generation, which comes to its own end', async () => {
    const one = await reviewed();
    await expectDone(await refuse(one));
    expect(await one.result()).toBe('REJECTED');
    expect(await repair(one, 'wake', { phase: 'CONTRACTING' })).toMatchObject({
      status: 409,
      body: { code: 'PHASE_NOT_POSSIBLE', facts: { reasonCode: 'PHASE_NOT_REACHED' } },
    });

    await expectDone(await repair(one, 'wake', { phase: 'LEADER_APPROVAL' }));

    await opened(one, 'county_leader');
    expect(await noticesOf(line.db, one.caseId)).toContain(`CASE_WOKEN ${OWNER}`);
    expect(
      await line.db.sql.one('SELECT reapply_from AS "from" FROM application WHERE case_id = $1', [one.caseId]),
    ).toEqual({ from: null });
    await approveByLeaders(one);
    await issueContract(line, one);
    await expectDone(await sign(line, one, CONTRACT_OFFICER, 'operator_sign'));
    await expectDone(await sign(line, one, 'signer.0001@example.com', 'partner_sign'));
    expect(await line.client.workflow.getHandle(`admission:${one.caseId}:2`).result()).toBe('ACTIVE');
    expect(await one.phases()).toEqual([
      'SCREENING PASSED',
      'MATERIAL_REVIEW APPROVED',
      'LEADER_APPROVAL REJECTED',
      'LEADER_APPROVAL APPROVED',
      'CONTRACTING APPROVED',
      'SIGNING APPROVED',
    ]);
  }, 120_000);

  it('may wake a withdrawn case twice; a decision of before is not taken back any more', async () => {
    // A refusal keeps its company from applying again.
    const one = await givenReviewed(line, { company: '0002' });
    const approval = await approve(one, 'county_leader');
    await expectDone(await one.owner.post(`/cases/${one.caseId}/withdrawal`));
    await one.result();
    await expectDone(await repair(one, 'wake', { phase: 'MATERIAL_REVIEW' }));
    await opened(one, 'material_review');
    const decisionId = String(approval.body['decisionId']);
    const county = await line.as(COUNTY_LEADER);
    expect(await county.post(`/decisions/${decisionId}/taking-back`)).toMatchObject({
      body: { code: 'TAKE_BACK_TOO_LATE' },
    });
    await expectDone(await one.owner.post(`/cases/${one.caseId}/withdrawal`));
    await line.client.workflow.getHandle(`admission:${one.caseId}:2`).result();
    expect(await repair(one, 'wake', { phase: 'LEADER_APPROVAL' })).toMatchObject({
      body: { code: 'PHASE_NOT_POSSIBLE' },
    });
    await expectDone(await repair(one, 'wake', { phase: 'SCREENING' }));
    await opened(one, 'material_review');
    await expectDone(await passReview(line, one));
    await expectDone(await refuse(one));
    expect(await line.client.workflow.getHandle(`admission:${one.caseId}:3`).result()).toBe('REJECTED');
  }, 120_000);

  it('moves a case to a newer version of its route, and the workflow follows where that ends the phase', async () => {
    const one = await reviewed();
    await approve(one, 'county_leader');
    await approve(one, 'city_leader');
    await opened(one, 'province_leader');
    await under(
      line,
      'ROUTE',
      'admission-full',
      withoutStage('province_leader'),
    )(async () => {
      const { id } = await line.db.sql.one<{ id: string }>(
        `SELECT id FROM policy_version WHERE kind = 'ROUTE' AND key = 'admission-full' ORDER BY version DESC LIMIT 1`,
      );
      const preview = await admin.post(`/cases/${one.caseId}/route-version/preview`, { policyVersionId: id });
      expect(preview).toMatchObject({
        status: 200,
        body: { phaseOutcome: 'APPROVED', goneStages: ['province_leader'] },
      });
      await expectDone(await repair(one, 'route-version', { policyVersionId: id }));
    });
    await opened(one, 'contract_draft');
    expect(await noticesOf(line.db, one.caseId)).toContain(`APPLICATION_APPROVED ${OWNER}`);
  }, 120_000);

  it('is not undone by a decision that is taken back', async () => {
    const one = await reviewed();
    const approval = await approve(one, 'county_leader');
    await expectDone(await repair(one, 'move', { phase: 'MATERIAL_REVIEW' }));
    await opened(one, 'material_review');
    const county = await line.as(COUNTY_LEADER);
    expect(await county.post(`/decisions/${String(approval.body['decisionId'])}/taking-back`)).toMatchObject({
      body: { code: 'TAKE_BACK_TOO_LATE' },
    });
  }, 120_000);
});

const withoutStage =
  (gone: string) =>
  (body: object): object => {
    const route = RouteBody.parse(body);
    const phases = Object.entries(route.phases).map(([name, { stages }]) => [
      name,
      { stages: stages.filter(({ key }) => key !== gone) },
    ]);
    return { ...route, phases: Object.fromEntries(phases) as object };
  };
