import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api.close();
});

describe('POST /sessions', () => {
  it('sets a session cookie that scripts and other sites cannot use, and says who I am', async () => {
    const caller = api.anonymous();
    const answer = await caller.post('/sessions', { login: ' Leader.county-0101 ', password: 'Qudao-demo-2026' });
    expect(answer).toMatchObject({ status: 201, body: { kind: 'STAFF', login: 'leader.county-0101' } });
    expect(answer.headers.get('set-cookie')).toMatch(/^qudao\.sid=.*HttpOnly; SameSite=Lax/);
    expect(await caller.get('/me')).toMatchObject({ status: 200, body: { login: 'leader.county-0101' } });
  });
});
