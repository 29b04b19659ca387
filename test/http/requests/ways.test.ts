import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { staffLeave } from '../../../prisma/seed-data/request-kinds/staff-leave.ts';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { openPhase } from '../../../src/tasks/phases/open-phase.ts';
import { beginRequest, LEAVE, submitted, type Begun } from '../../requests/request-case.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { publishRoute, republish } from '../../tasks/office.ts';
import { ENGINE_AWAY, givenSubmitted } from '../admission/drafts.ts';
import { current, draft, publish } from '../policies/drafts.ts';

const REVIEWER = 'channel-reviewer.county-0101';
const LEADER = 'leader.county-0101';
const DAYS = { key: 'days', type: 'NUMBER', title: { zh: '天数', en: 'Days' }, required: true, min: 0.5, decimals: 1 };

interface Way {
  readonly phases: readonly { readonly stages: readonly { readonly key: string; readonly state: string }[] }[];
}

let api: TestApi;
let author: Caller;
let publisher: Caller;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  author = await api.as('administrator.province');
  publisher = await api.as('administrator-2.province');
}, 120_000);
afterAll(async () => {
  expect((await verifyAudit(api.db)).faults).toEqual([]);
  await api.close();
});

const stage = (key: string, approver: object, values: object = {}) => ({
  key,
  title: { zh: key, en: key },
  mode: 'ANY',
  approvers: [approver],
  outcomes: ['APPROVE', 'REJECT'],
  ...values,
});
const SUPERIOR = stage('superior', { kind: 'SUPERIOR' });
const CITY = stage('city', { kind: 'ROLE', role: 'LEADER', unit: 'CITY' }, { after: ['superior'] });
const LONG = { process: 'REQUEST', phases: { REVIEW: { stages: [SUPERIOR, CITY] } } };
const WAY = { when: [{ field: 'days', operator: 'AT_LEAST', value: 3 }], route: 'leave-long' };
const kind = (code: string, values: object = {}) => ({
  ...staffLeave,
  code,
  form: { fields: [DAYS, ...staffLeave.form.fields] },
  ways: [WAY],
  ...values,
});

const keysOf = ({ phases }: Way) => phases.flatMap(({ stages }) => stages.map(({ key }) => key));
const predicted = async ({ asker, caseId }: Begun) =>
  keysOf((await asker.get<Way>(`/cases/${caseId}/prediction`)).body);
const routeKeyOf = async (caseId: string) =>
  (
    await api.db.sql.one<{ key: string }>(
      'SELECT v.kind || $2 || v.key AS key FROM "case" c JOIN policy_version v ON v.id = c.route_version_id WHERE c.id = $1',
      [caseId, ' '],
    )
  ).key;

async function published(what: 'ROUTE' | 'REQUEST_KIND', key: string, body: object): Promise<void> {
  await publish(author, publisher, await draft(author, what, key, body));
}

describe('a kind of request whose route depends on its form', () => {
  beforeAll(async () => {
    await published('ROUTE', 'leave-long', LONG);
    await published('REQUEST_KIND', 'LEAVE_BY_LENGTH', kind('LEAVE_BY_LENGTH'));
  });

  it.each([
    [2.5, ['superior'], 'REQUEST_KIND LEAVE_BY_LENGTH'],
    [3, ['superior', 'city'], 'ROUTE leave-long'],
  ])('takes for %d days the way over %j, which the draft foretells', async (days, way, route) => {
    const body = { kind: 'LEAVE_BY_LENGTH', values: { ...LEAVE, days } };
    expect(await predicted(await beginRequest(api, REVIEWER, body))).toEqual(way);
    const { caseId } = await submitted(api, REVIEWER, body);
    expect(await routeKeyOf(caseId)).toBe(route);
    const { payload } = await api.db.sql.one<{ payload: string }>(
      `SELECT payload FROM audit_entry WHERE case_id = $1 AND action = 'REQUEST_SUBMITTED'`,
      [caseId],
    );
    expect(payload).toContain(way.length > 1 ? '"route":"leave-long"' : '"route":null');
  });

  it('is shown, while it is a draft, what it would do with a real request', async () => {
    const one = await submitted(api, REVIEWER, { kind: 'LEAVE_BY_LENGTH', values: { ...LEAVE, days: 3 } });
    const ask = async (values: object) => {
      const { id } = await draft(author, 'REQUEST_KIND', 'LEAVE_BY_LENGTH', kind('LEAVE_BY_LENGTH', values));
      const { body } = await author.get<{ chosen: string | null; fromStart: Way; fromHere: Way }>(
        `/policy-versions/${id}/dry-run?caseId=${one.caseId}`,
      );
      await api.db.sql.run(`UPDATE policy_version SET state = 'REJECTED' WHERE id = $1`, [id]);
      return body;
    };
    const higher = await ask({ ways: [{ ...WAY, when: [{ ...WAY.when[0], value: 4 }] }] });
    expect(higher.chosen).toBeNull();
    expect(keysOf(higher.fromStart)).toEqual(['superior']);
    const same = await ask({});
    expect(same.chosen).toBe('leave-long');
    expect(keysOf(same.fromHere)).toEqual(['superior', 'city']);
  });

  it.each([
    ['a field there is not', [{ ...WAY, when: [{ field: 'x', operator: 'FILLED' }] }], 'FIELD_UNKNOWN'],
    ['a comparison no date has', [{ ...WAY, when: [{ ...WAY.when[0], field: 'firstDay' }] }], 'CONDITION_NOT_POSSIBLE'],
    ['a route there is not', [{ ...WAY, route: 'nowhere' }], 'ROUTE_UNKNOWN'],
    ['a route of another process', [{ ...WAY, route: 'admission-full' }], 'ROUTE_UNKNOWN'],
  ])('is not published with %s', async (_title, ways, code) => {
    const { id, version } = await draft(author, 'REQUEST_KIND', `FAULTY_${code}`, kind(`FAULTY_${code}`, { ways }));
    const answer = await author.post(`/policy-versions/${id}/submit`, {}, { etag: version });
    expect(answer).toMatchObject({ status: 422, body: { code: 'POLICY_INVALID', facts: { issues: [{ code }] } } });
    await api.db.sql.run(`UPDATE policy_version SET state = 'REJECTED' WHERE id = $1`, [id]);
  });

  it('asks of the applicant what a way hangs on', async () => {
    const stages = { superior: 'EDIT' };
    const days = { ...DAYS, required: false, rights: { applicant: 'HIDDEN', stages } };
    const body = kind('HIDDEN_DAYS', { form: { fields: [days, ...staffLeave.form.fields] } });
    const { id, version } = await draft(author, 'REQUEST_KIND', 'HIDDEN_DAYS', body);
    const { body: told } = await author.post<{ facts: { issues: { code: string }[] } }>(
      `/policy-versions/${id}/submit`,
      {},
      { etag: version },
    );
    expect(told.facts.issues.map(({ code }) => code)).toContain('FIELD_NOT_ASKED');
  });
});

describe('a request that is moved to a newer version of its kind', () => {
  const newerKind = (code: string, stages: object[]) =>
    republish(api.db, 'REQUEST_KIND', code, (body) => ({
      ...body,
      title: { zh: '新', en: 'New' },
      route: { phases: { REVIEW: { stages } } },
    }));

  async function given(code: string): Promise<Begun> {
    await published('REQUEST_KIND', code, kind(code, { ways: [], form: staffLeave.form }));
    const one = await submitted(api, REVIEWER, { kind: code, values: LEAVE });
    await openPhase(api.db.pool, { caseId: one.caseId, generation: 1, seq: 1, name: 'REVIEW', human: true });
    return one;
  }

  it('goes on by its stages, and stays of the kind it was handed in under', async () => {
    const { caseId } = await given('LEAVE_MOVED');
    const policyVersionId = await newerKind('LEAVE_MOVED', [SUPERIOR, CITY]);
    const target = `/cases/${caseId}/route-version`;
    expect((await author.post(`${target}/preview`, { policyVersionId })).body).toMatchObject({
      from: { version: 1 },
      to: { policyVersionId, version: 2 },
      newStages: ['city'],
    });
    expect(await author.post('/route-moves/preview', { policyVersionId })).toMatchObject({ body: { total: 1 } });
    expect(await author.post(target, { policyVersionId, reason: '新版' })).toMatchObject({ status: 200 });

    const row = await api.db.sql.one<{ route: string; kind: string }>(
      `SELECT (SELECT version FROM policy_version WHERE id = c.route_version_id)::text AS route,
         (SELECT version FROM policy_version WHERE id = c.process_version_id)::text AS kind FROM "case" c WHERE c.id = $1`,
      [caseId],
    );
    expect(row).toEqual({ route: '2', kind: '1' });
    const task = await api.db.sql.one<{ id: string }>(
      `SELECT id FROM task WHERE case_id = $1 AND state = 'OPEN' AND stage_key = 'superior'`,
      [caseId],
    );
    const leader = await api.as(LEADER);
    expect((await leader.post(`/tasks/${task.id}/decision`, { outcome: 'APPROVE' })).status).toBe(200);
    expect(keysOf((await author.get<Way>(`/cases/${caseId}/prediction`)).body)).toEqual(['superior', 'city']);
    const open = await api.db.sql.rows(`SELECT stage_key AS stage FROM task WHERE case_id = $1 AND state = 'OPEN'`, [
      caseId,
    ]);
    expect(open).toEqual([{ stage: 'city' }]);
    expect(await author.post(target, { policyVersionId, reason: '新版' })).toMatchObject({
      status: 409,
      body: { facts: { reasonCode: 'NOT_NEWER' } },
    });
  });

  it('may come to a published route that the newer version names', async () => {
    const { caseId } = await given('LEAVE_NAMED');
    const policyVersionId = await republish(api.db, 'REQUEST_KIND', 'LEAVE_NAMED', (body) => ({
      ...body,
      route: 'leave-long',
    }));
    const moved = await author.post(`/cases/${caseId}/route-version`, { policyVersionId, reason: '新版' });
    expect(moved.status).toBe(200);
    expect(await routeKeyOf(caseId)).toBe('ROUTE leave-long');
  });

  it('is no case of another kind, nor of another process', async () => {
    const { caseId } = await given('LEAVE_OTHER');
    const foreign = await republish(api.db, 'REQUEST_KIND', 'STAFF_LEAVE', (body) => body);
    const refused = await author.post(`/cases/${caseId}/route-version`, { policyVersionId: foreign, reason: '新版' });
    expect(refused).toMatchObject({ status: 409, body: { facts: { reasonCode: 'ANOTHER_ROUTE' } } });
    const route = await publishRoute(api.db, {});
    const other = await author.post(`/cases/${caseId}/route-version`, { policyVersionId: route, reason: '新版' });
    expect(other).toMatchObject({ body: { facts: { reasonCode: 'ANOTHER_ROUTE' } } });
  });
});

describe('a decision table that is a draft', () => {
  it('is shown which route it would choose for a real case', async () => {
    const { caseId } = await givenSubmitted(api);
    const table = await current(author, 'DECISION_TABLE', 'ADMISSION');
    const rows = [{ when: {}, route: 'admission-county-city' }];
    const { id } = await draft(author, 'DECISION_TABLE', 'ADMISSION', { ...table, rows });
    const { body } = await author.get<{ chosen: string; fromStart: Way }>(
      `/policy-versions/${id}/dry-run?caseId=${caseId}`,
    );
    expect(body.chosen).toBe('admission-county-city');
    expect(keysOf(body.fromStart)).toEqual(expect.arrayContaining(['county_leader', 'city_leader']));
    expect(keysOf(body.fromStart)).not.toContain('province_leader');
  });
});
