import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';

describe('a body that nests too deeply', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it.each([
    [41, 400],
    [5_000, 400],
    [30, 422],
  ])('is told as malformed from the forty-first level on (%d → %d)', async (depth, status) => {
    const administrator = await api.as('administrator.province');
    const body = `{"body":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
    expect((await administrator.post('/policy-versions', body)).status).toBe(status);
  });
});
