import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startApi, type TestApi } from '../../support/api.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
});
afterAll(async () => {
  await api.close();
});

async function read(name: string): Promise<z.ZodType> {
  const { status, body, headers } = await api.anonymous().get(`/schemas/${name}`);
  expect([name, status, headers.get('content-type')]).toEqual([name, 200, 'application/schema+json; charset=utf-8']);
  return z.fromJSONSchema(body);
}

function schemaFor(kind: string, key: string): string {
  return (kind === 'PROCESS_POLICY' ? `${key}-policy` : kind).toLowerCase().replaceAll('_', '-');
}

describe('GET /schemas/{schema}', () => {
  it('describes every published rule, to whoever asks', async () => {
    const rows = await api.db.sql.rows<{ kind: string; key: string; body: unknown }>(
      `SELECT kind, key, body FROM policy_version WHERE state = 'PUBLISHED' ORDER BY kind, key`,
    );
    const wrong: string[] = [];
    for (const { kind, key, body } of rows) {
      const schema = await read(schemaFor(kind, key));
      if (!schema.safeParse(body).success) wrong.push(`${kind} ${key}`);
    }
    expect(wrong).toEqual([]);
  });

  it('tells a misspelt field from one that may be left out', async () => {
    const schema = await read('route');
    const stage = {
      key: 'a',
      title: { zh: '审核', en: 'Review' },
      mode: 'ANY',
      approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }],
      outcomes: ['APPROVE'],
    };
    const route = (one: object) => ({ process: 'ADMISSION', phases: { REVIEW: { stages: [one] } } });
    expect(schema.safeParse(route(stage)).success).toBe(true);
    expect(schema.safeParse(route({ ...stage, dueu: { n: 3, unit: 'WORKING_DAY' } })).success).toBe(false);
    expect(schema.safeParse(route({ ...stage, mode: 'SOMEHOW' })).success).toBe(false);
  });

  it('is listed with the kind of rule it is for', async () => {
    const { body } = await api.anonymous().get<{ items: object[] }>('/schemas');
    expect(body.items).toContainEqual({ name: 'route', kind: 'ROUTE' });
    expect(body.items).toContainEqual({ name: 'calendar-overlay', kind: 'CALENDAR' });
  });

  it('knows no other name', async () => {
    expect((await api.anonymous().get('/schemas/constructor')).status).toBe(404);
  });
});
