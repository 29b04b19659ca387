import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';
import { auditOf, startBody, startDraft, unitId, type Draft } from './drafts.ts';
import { FORM } from './samples.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api.close();
});

async function bodyFor(address: string, form: object = FORM) {
  return { unitId: await unitId(api, 'county-0102'), site: { name: '新店', address }, form };
}

function save(draft: Draft, body: object, etag?: number) {
  return draft.owner.put(`/applications/${draft.caseId}`, body, etag === undefined ? {} : { etag });
}

describe('PUT /applications/{caseId}', () => {
  it('saves form, site and county as a whole and raises the version', async () => {
    const draft = await startDraft(api);
    const form = { ...FORM, plan: '改过的方案', depositWaiver: true };
    expect(await save(draft, await bodyFor('新街1号', form), 1)).toMatchObject({ status: 200, body: { version: 2 } });
    const read = await draft.owner.get(`/applications/${draft.caseId}`);
    expect(read.headers.get('etag')).toBe('"2"');
    expect(read.body).toMatchObject({ site: { name: '新店', address: '新街1号' }, form });
    const { amount } = await api.db.sql.one('SELECT amount FROM "case" WHERE id = $1', [draft.caseId]);
    expect(Number(amount)).toBe(50_000);
    expect(await auditOf(api, draft.caseId)).toEqual(['APPLICATION_STARTED', 'APPLICATION_SAVED']);
  });

  it('tells the second of two writers that the draft has moved on, and keeps the first', async () => {
    const draft = await startDraft(api);
    const body = await bodyFor('新街2号');
    const answers = await Promise.all([save(draft, body, 1), save(draft, { ...body, form: {} }, 1)]);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.body).toMatchObject({ code: 'STALE_VERSION', facts: { version: 2 } });
  });

  it('wants to know which version was seen', async () => {
    const draft = await startDraft(api);
    expect((await save(draft, await bodyFor('新街3号'))).body).toMatchObject({ code: 'VERSION_MISSING' });
  });

  it('moves no draft onto the site of another open application', async () => {
    const other = await startBody(api, { company: '0002', address: '解放大道7号' });
    const draft = await startDraft(api, { company: '0002' });
    await draft.owner.post('/applications', other);
    expect((await save(draft, await bodyFor('解放大道 ７ 号'), 1)).body).toMatchObject({
      code: 'OPEN_APPLICATION_EXISTS',
    });
    expect(await save(draft, await bodyFor('解放大道8号'), 1)).toMatchObject({ status: 200 });
  });

  it('refuses a unit that is no county', async () => {
    const draft = await startDraft(api);
    const body = { ...(await bodyFor('新街4号')), unitId: await unitId(api, 'city-01') };
    expect((await save(draft, body, 1)).body).toMatchObject({ code: 'UNIT_UNKNOWN' });
  });

  it("answers another company's draft as if it did not exist", async () => {
    const draft = await startDraft(api, { company: '0001' });
    const stranger = await api.as('owner.0002@example.com');
    const answer = await save({ ...draft, owner: stranger }, await bodyFor('新街5号'), 1);
    expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('refuses to change what is not a draft any more', async () => {
    const draft = await startDraft(api);
    await api.db.asOwner(`UPDATE "case" SET state = 'MATERIAL_REVIEW' WHERE id = $1`, [draft.caseId]);
    expect((await save(draft, await bodyFor('新街6号'), 1)).body).toMatchObject({
      code: 'WRONG_STATE',
      facts: { state: 'MATERIAL_REVIEW' },
    });
    await api.db.asOwner(`UPDATE "case" SET state = 'WITHDRAWN', closed_at = now() WHERE id = $1`, [draft.caseId]);
    expect((await save(draft, await bodyFor('新街6号'), 1)).body).toMatchObject({ code: 'CASE_CLOSED' });
  });
});
