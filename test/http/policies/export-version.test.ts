import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

let api: TestApi;
let writer: Caller;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  writer = await api.as('administrator.province');
});
afterAll(async () => {
  await api.close();
});

describe('GET /policy-versions/{versionId}/definition', () => {
  it('gives every published rule as a file that makes the same rule again', async () => {
    const rows = await api.db.sql.rows<{ id: string; body: unknown }>(
      `SELECT id, body FROM policy_version WHERE state = 'PUBLISHED' ORDER BY kind, key`,
    );
    for (const { id, body } of rows) {
      const file = await writer.get(`/policy-versions/${id}/definition`);
      const again = await writer.post<{ id: string }>('/policy-versions', file.body);
      expect(again.status).toBe(201);
      const copy = await writer.get(`/policy-versions/${again.body.id}`);
      expect(copy.body).toMatchObject({ state: 'DRAFT', kind: file.body['kind'], key: file.body['key'] });
      expect(copy.body['body']).toEqual(body);
      expect((await writer.get(`/policy-versions/${again.body.id}/definition`)).body).toEqual(file.body);
    }
  });

  it('names the file after the rule and its number', async () => {
    const { id } = await api.db.sql.one<{ id: string }>(
      `SELECT id FROM policy_version WHERE kind = 'DECISION_TABLE' AND key = 'ADMISSION' AND version = 1`,
    );
    const { headers } = await writer.get(`/policy-versions/${id}/definition`);
    expect(headers.get('content-disposition')).toBe('attachment; filename="decision-table.ADMISSION.1.json"');
  });

  it('knows no other version', async () => {
    expect((await writer.get(`/policy-versions/${randomUUID()}/definition`)).status).toBe(404);
  });
});
