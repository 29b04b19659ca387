import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { LEADER, OWNER, republish } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

interface Words {
  zh: string;
  en: string;
}
interface Step {
  stage: string;
  title: Words;
  responsible: Words[];
  [field: string]: unknown;
}
interface Entry {
  process: string;
  kind: string | null;
  route: string | null;
  version: number;
  chosenWhen: unknown;
  phases: { phase: string; title: Words; steps: Step[] }[];
}

let api: TestApi;
let leader: Caller;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  leader = await api.as(LEADER);
});
afterAll(() => api.close());

const entries = async (query = ''): Promise<Entry[]> =>
  (await leader.get<{ items: Entry[] }>(`/process-catalogue${query}`)).body.items;

async function route(name: string): Promise<Entry> {
  const found = (await entries()).find((entry) => entry.route === name);
  if (found === undefined) throw new Error(`no route ${name}`);
  return found;
}

describe('the process catalogue', () => {
  it('[ORG-05] states each step, its responsible role, who works beside it, and what happens when it is late', async () => {
    const full = await route('admission-high-risk');
    expect(full.chosenWhen).toEqual([{ riskGrades: ['HIGH'] }]);
    expect(full.phases.map(({ title }) => title.zh)).toEqual(['准入筛查', '材料审核', '领导审批', '合同拟定', '签署']);
    const [, , approval] = full.phases;
    expect(approval?.steps.map(({ stage }) => stage)).toEqual([
      'county_leader',
      'city_leader',
      'province_leader',
      'finance_officer',
      'finance_reviewer',
    ]);
    expect(approval?.steps[1]).toMatchObject({
      title: { zh: '市分公司领导审批', en: 'Approval by the city leader' },
      responsible: [{ zh: '市级审批人', en: 'Leader of the city' }],
      follows: ['county_leader'],
      beside: [],
      precedes: ['province_leader'],
      keptApartFrom: ['material_review'],
      due: { zh: '3 个工作日', en: '3 working days' },
      whenLate: { zh: '升级至上级', en: 'the superior may decide too' },
      lateTo: [],
    });
  });

  it('[ORG-05] has every kind of request with its own steps, in both languages', async () => {
    const kinds = await entries('?process=REQUEST');
    const { codes } = await api.db.sql.one<{ codes: string[] }>(
      `SELECT ARRAY(SELECT DISTINCT key FROM policy_version WHERE kind = 'REQUEST_KIND' AND state = 'PUBLISHED' ORDER BY key) AS codes`,
    );
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(codes);
    for (const { phases } of kinds) {
      const steps = phases.flatMap((phase) => phase.steps);
      expect(steps.length).toBeGreaterThan(0);
      for (const { title, responsible } of steps) {
        expect(responsible.length).toBeGreaterThan(0);
        for (const { zh, en } of [title, ...responsible]) expect([zh, en]).not.toContain('');
      }
    }
  });

  it('[ORG-05] follows the published rule: there is no second truth', async () => {
    const before = await route('admission-full');
    await republish(api.db, 'ROUTE', 'admission-full', (body) => {
      const text = JSON.stringify(body).replaceAll('市分公司领导审批', '市级会商');
      return JSON.parse(text) as object;
    });
    const after = await route('admission-full');
    expect(after.version).toBe(before.version + 1);
    const titles = after.phases.flatMap(({ steps }) => steps.map(({ title }) => title.zh));
    expect(titles).toContain('市级会商');
    expect(titles).not.toContain('市分公司领导审批');
  });

  it('is the staff’s to read', async () => {
    expect((await (await api.as(OWNER)).get('/process-catalogue')).status).toBe(403);
    expect((await (await api.as('auditor.province')).get('/process-catalogue')).status).toBe(200);
  });
});
