import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';
import { current, draft } from './drafts.ts';

interface Diff {
  readonly changes: { readonly code: string; readonly path: string; readonly text: { zh: string; en: string } }[];
}
type Stages = Record<string, { stages: Record<string, unknown>[] }>;

let api: TestApi;
let writer: Caller;
let published: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  writer = await api.as('administrator.province');
  const { id } = await api.db.sql.one<{ id: string }>(
    `SELECT id FROM policy_version WHERE kind = 'ROUTE' AND key = 'admission-full' AND state = 'PUBLISHED'`,
  );
  published = id;
});
afterAll(async () => {
  await api.close();
});

async function drafted(change: (stage: Record<string, unknown>) => object): Promise<string> {
  const route = await current(writer, 'ROUTE', 'admission-full');
  const phases = route['phases'] as Stages;
  const [county, ...others] = phases['LEADER_APPROVAL']?.stages ?? [];
  if (county === undefined) throw new Error('The route has a leader');
  const changed = { ...phases, LEADER_APPROVAL: { stages: [change(county), ...others] } };
  return (await draft(writer, 'ROUTE', 'admission-full', { ...route, phases: changed })).id;
}

const diff = (from: string, to: string) => writer.get<Diff>(`/policy-versions/${from}/diff?to=${to}`);

describe('GET /policy-versions/{versionId}/diff', () => {
  it('tells in both languages what a draft changes of the rule that holds', async () => {
    const id = await drafted((stage) => ({ ...stage, due: { n: 5, unit: 'WORKING_DAY' }, mode: 'ALL' }));
    const { status, body } = await diff(published, id);
    expect(status).toBe(200);
    expect(body.changes.map(({ text }) => text.zh)).toEqual([
      '环节「县分公司领导审批」的办理方式由或签改为会签',
      '环节「县分公司领导审批」的期限由 3 个工作日改为 5 个工作日',
    ]);
    expect(body.changes[1]?.text.en).toBe(
      'Stage “Approval by the county leader”: deadline changed from 3 working days to 5 working days',
    );
    expect((await diff(id, published)).body.changes).toHaveLength(2);
    expect((await diff(id, id)).body.changes).toEqual([]);
  });

  it('takes a field left out for its default', async () => {
    const id = await drafted(({ settle: _settle, priority: _priority, ...stage }) => stage);
    expect((await diff(published, id)).body.changes).toEqual([]);
  });

  it('compares an unfinished draft as it stands', async () => {
    const id = await drafted((stage) => ({ ...stage, mode: 'SOMEHOW', colour: 'red' }));
    expect((await diff(published, id)).body.changes.map(({ text }) => text.zh)).toEqual(
      expect.arrayContaining(['环节「县分公司领导审批」的办理方式由或签改为「SOMEHOW」']),
    );
  });

  it('compares nothing with a rule of another kind, or with nothing', async () => {
    const { id } = await api.db.sql.one<{ id: string }>(
      `SELECT id FROM policy_version WHERE kind = 'CHECKLIST' LIMIT 1`,
    );
    expect((await diff(published, id)).status).toBe(404);
    expect((await diff(published, randomUUID())).status).toBe(404);
    expect((await diff(randomUUID(), published)).status).toBe(404);
    expect((await writer.get(`/policy-versions/${published}/diff`)).status).toBe(422);
  });
});
