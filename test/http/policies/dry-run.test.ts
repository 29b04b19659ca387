import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { CITY_LEADER, givenCase, LEADER, publishRoute, REVIEWER, type OfficeCase, wish } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';
import { current, draft } from './drafts.ts';

interface Stage {
  readonly key: string;
  readonly state: string;
  readonly latestAt: string | null;
  readonly deciders: {
    readonly people: { readonly id: string; readonly unless: string[] }[];
    readonly excluded: { readonly reasonCode: string }[];
    readonly standIn: string | null;
  } | null;
}
interface Way {
  readonly latestAt: string | null;
  readonly phases: { readonly name: string; readonly state: string; readonly stages: Stage[] }[];
}
interface DryRun {
  readonly fromStart: Way;
  readonly fromHere: Way | null;
  readonly gone: string[];
}

let api: TestApi;
let writer: Caller;
let routeId: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  writer = await api.as('administrator.province');
  const { id } = await api.db.sql.one<{ id: string }>(
    `SELECT id FROM policy_version WHERE kind = 'ROUTE' AND key = 'admission-full' AND state = 'PUBLISHED'`,
  );
  routeId = id;
});
afterAll(async () => {
  await api.close();
});

const ask = (versionId: string, caseId: string, caller = writer) =>
  caller.get<DryRun>(`/policy-versions/${versionId}/dry-run?caseId=${caseId}`);
const inWords = (way: Way | null) =>
  (way?.phases ?? []).flatMap(({ stages }) => stages.map(({ key, state }) => `${key} ${state}`));
const stageOf = (way: Way | null, key: string) =>
  way?.phases.flatMap(({ stages }) => stages).find((one) => one.key === key);

/** Approved by the reviewer and the county's leader; the city's leader has it. */
async function given(): Promise<OfficeCase> {
  const one = await givenCase(api.db, routeId);
  await one.open('MATERIAL_REVIEW');
  await one.approve(REVIEWER, 'material_review');
  await one.open('LEADER_APPROVAL');
  await one.approve(LEADER, 'county_leader');
  return one;
}

/** The route with a check by the city's risk officer before any leader, and without the city's leader. */
async function otherRoute(): Promise<string> {
  const route = await current(writer, 'ROUTE', 'admission-full');
  const phases = route['phases'] as Record<string, { stages: { key: string; after: string[] }[] }>;
  const stages = (phases['LEADER_APPROVAL']?.stages ?? []).filter(({ key }) => key !== 'city_leader');
  const risk = wish('risk', {
    approvers: [{ kind: 'ROLE', role: 'RISK_OFFICER', unit: 'CITY' }],
    outcomes: ['APPROVE', 'REJECT'],
    due: { n: 2, unit: 'WORKING_DAY' },
  });
  const later = stages.map((stage) => ({
    ...stage,
    after: stage.key === 'county_leader' ? ['risk'] : ['county_leader'],
  }));
  const body = { ...route, phases: { ...phases, LEADER_APPROVAL: { stages: [risk, ...later] } } };
  return (await draft(writer, 'ROUTE', 'admission-full', body)).id;
}

describe('GET /policy-versions/{versionId}/dry-run', () => {
  it('tells what a draft would do with a case from its start, as if nobody had decided', async () => {
    const one = await given();
    const { status, body } = await ask(await otherRoute(), one.id);
    expect(status).toBe(200);
    expect(inWords(body.fromStart)).toEqual([
      'screening_decision TO_COME',
      'material_review TO_COME',
      'risk TO_COME',
      'county_leader TO_COME',
      'province_leader TO_COME',
      'contract_draft TO_COME',
      'operator_sign TO_COME',
      'partner_sign TO_COME',
    ]);
    const county = stageOf(body.fromStart, 'county_leader');
    expect(county?.deciders).toMatchObject({ people: [{ unless: [] }], excluded: [], standIn: null });
    const later = stageOf(body.fromStart, 'province_leader');
    expect(Date.parse(later?.latestAt ?? '')).toBeGreaterThan(Date.parse(county?.latestAt ?? ''));
  });

  it('tells what it would do from where the case stands, and what the case would lose', async () => {
    const one = await given();
    const { body } = await ask(await otherRoute(), one.id);
    expect(body.gone).toEqual(['city_leader']);
    expect(inWords(body.fromHere).slice(1, 5)).toEqual([
      'material_review DONE',
      'risk CURRENT',
      'county_leader DONE',
      'province_leader TO_COME',
    ]);
    expect(stageOf(body.fromHere, 'risk')?.deciders?.people).toHaveLength(1);
  });

  it('says the same as the prediction for the route that the case has', async () => {
    const one = await given();
    const [dry, predicted] = [await ask(routeId, one.id), await writer.get<Way>(`/cases/${one.id}/prediction`)];
    expect(dry.body.gone).toEqual([]);
    expect(dry.body.fromHere?.phases).toEqual(predicted.body.phases);
  });

  it('shows where nobody is found', async () => {
    const one = await given();
    const empty = await publishRoute(api.db, {
      MATERIAL_REVIEW: {
        stages: [wish('a', { approvers: [{ kind: 'ROLE', role: 'LEGAL_REVIEWER', unit: 'COUNTY' }] })],
      },
    });
    const { body } = await ask(empty, one.id);
    expect(stageOf(body.fromStart, 'a')?.deciders?.standIn).toBe('ADMINISTRATOR');
  });

  it('leaves everything as it was', async () => {
    const one = await given();
    const rows = () =>
      api.db.sql.rows(
        `SELECT (SELECT count(*) FROM stage)::int AS stages, (SELECT count(*) FROM task)::int AS tasks, (SELECT count(*) FROM audit_entry)::int AS entries,
           (SELECT count(*) FROM message)::int AS messages, (SELECT count(*) FROM request)::int AS requests, c.version, c.state FROM "case" c WHERE c.id = $1`,
        [one.id],
      );
    const other = await otherRoute();
    const before = await rows();
    await ask(other, one.id);
    expect(await rows()).toEqual(before);
    expect((await one.approve(CITY_LEADER, 'city_leader')).code).toBe('DONE');
  });

  it('has no way on for a case that is over', async () => {
    const one = await given();
    await api.db.sql.run(`UPDATE "case" SET state = 'REJECTED', closed_at = now() WHERE id = $1`, [one.id]);
    const { body } = await ask(routeId, one.id);
    expect(body.fromHere).toBeNull();
    expect(inWords(body.fromStart)).toHaveLength(8);
  });

  it('is refused for what is no route, or none of this process, and unknown for what is not there', async () => {
    const one = await given();
    const shapeless = await draft(writer, 'ROUTE', 'shapeless', { process: 'ADMISSION' });
    expect(await ask(shapeless.id, one.id)).toMatchObject({ status: 422, body: { code: 'POLICY_INVALID' } });
    const foreign = await draft(writer, 'ROUTE', 'foreign', { process: 'DIVINATION', phases: {} });
    expect(await ask(foreign.id, one.id)).toMatchObject({
      status: 422,
      body: { facts: { issues: [{ code: 'PROCESS_DIFFERS' }] } },
    });
    const { id: checklist } = await api.db.sql.one<{ id: string }>(
      `SELECT id FROM policy_version WHERE kind = 'CHECKLIST' LIMIT 1`,
    );
    expect((await ask(checklist, one.id)).status).toBe(404);
    expect((await ask(randomUUID(), one.id)).status).toBe(404);
    expect((await ask(routeId, randomUUID())).status).toBe(404);
    expect((await ask(routeId, one.id, await api.as(LEADER))).status).toBe(403);
    expect((await ask(routeId, one.id, api.anonymous())).status).toBe(401);
  });
});
