import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Answer, type TestApi } from '../../support/api.ts';
import { auditOf, companyId, startBody, startDraft, unitId } from './drafts.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api.close();
});

describe('POST /applications', () => {
  it('[ADM-01] begins a draft with a number, the proofs of its channel type and the form as written', async () => {
    const plan = '“计划”：𠮷祥㛃店🏪\n第一年 1,000 户';
    const draft = await startDraft(api, { form: { plan } });
    expect(draft.number).toMatch(/^ZR-20\d\d-\d{6}$/);
    const read = await draft.owner.get(`/applications/${draft.caseId}`);
    expect(read.status).toBe(200);
    expect(read.headers.get('etag')).toBe('"1"');
    expect(read.body).toMatchObject({ state: 'DRAFT', channelType: 'AGENT', form: { plan }, editable: true });
    const items = read.body['items'] as { code: string; editable: boolean; verdict: string }[];
    expect(items.map(({ code }) => code)).toContain('BUSINESS_LICENCE');
    expect(items.every(({ editable, verdict }) => editable && verdict === 'PENDING')).toBe(true);
    expect(await auditOf(api, draft.caseId)).toEqual(['APPLICATION_STARTED']);
  });

  it('answers a company the caller does not belong to as if it did not exist', async () => {
    const owner = await api.as('owner.0002@example.com');
    const answer = await owner.post('/applications', await startBody(api, { company: '0001' }));
    expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('is not for those who only sign', async () => {
    const signer = await api.as('signer.0001@example.com');
    expect(await signer.post('/applications', await startBody(api))).toMatchObject({ status: 403 });
  });

  it('is for an operator of the company too', async () => {
    const operator = await api.as('operator.0001@example.com');
    expect(await operator.post('/applications', await startBody(api))).toMatchObject({ status: 201 });
  });

  it.each(['OWN_HALL', 'NO_SUCH_TYPE'])(
    'refuses the channel type %s, which takes no applications',
    async (channelType) => {
      const owner = await api.as('owner.0001@example.com');
      const answer = await owner.post('/applications', await startBody(api, { channelType }));
      expect(answer).toMatchObject({ status: 409, body: { code: 'TYPE_NOT_OPEN' } });
    },
  );

  it('refuses a kind of company that the channel type does not admit', async () => {
    await api.db.asOwner(`UPDATE channel_type SET subject_kinds = '{INDIVIDUAL_BUSINESS}' WHERE code = 'EXCLUSIVE'`);
    const owner = await api.as('owner.0001@example.com');
    const answer = await owner.post('/applications', await startBody(api, { channelType: 'EXCLUSIVE' }));
    expect(answer).toMatchObject({ status: 422, body: { code: 'SUBJECT_NOT_ADMITTED' } });
  });

  it.each(['province', 'city-01'])('refuses the unit %s, which is no county', async (code) => {
    const owner = await api.as('owner.0001@example.com');
    const body = { ...(await startBody(api)), unitId: await unitId(api, code) };
    expect(await owner.post('/applications', body)).toMatchObject({ status: 422, body: { code: 'UNIT_UNKNOWN' } });
  });

  it('keeps one open application per company, type and site, however the address is written', async () => {
    const first = await startDraft(api, { company: '0003', address: '建设路 12 号（一层）' });
    const again = await startBody(api, { company: '0003', address: '建设路１２号(一层)' });
    expect(await first.owner.post('/applications', again)).toMatchObject({
      status: 409,
      body: { code: 'OPEN_APPLICATION_EXISTS', facts: { caseId: first.caseId, number: first.number } },
    });
    const otherType = { ...again, channelType: 'NON_EXCLUSIVE' };
    expect(await first.owner.post('/applications', otherType)).toMatchObject({ status: 201 });
    const otherSite = { ...again, site: { ...again.site, address: '建设路13号' } };
    expect(await first.owner.post('/applications', otherSite)).toMatchObject({ status: 201 });
  });

  it('lets one of ten people win who begin for the same site at once', async () => {
    const owner = await api.as('owner.0004@example.com');
    const body = await startBody(api, { company: '0004', address: '滨江路1号' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => owner.post('/applications', body)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body: { code } }) => code === 'OPEN_APPLICATION_EXISTS')).toHaveLength(9);
    const { n } = await api.db.sql.one<{ n: number }>(
      `SELECT count(*) AS n FROM application WHERE company_id = $1 AND site_address = '滨江路1号'`,
      [body.companyId],
    );
    expect(n).toBe(1);
  });

  it('does one thing for one key, and refuses the key for another', async () => {
    const owner = await api.as('owner.0005@example.com');
    const body = await startBody(api, { company: '0005', channelType: 'NON_EXCLUSIVE' });
    const key = 'the same key for twenty';
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => owner.post('/applications', body, { key: key.replaceAll(' ', '-') })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 201 });
    const other = await owner.post(
      '/applications',
      { ...body, channelType: 'AGENT' },
      { key: key.replaceAll(' ', '-') },
    );
    expect(other).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
  });

  it('tells a refused company from when on it may apply again', async () => {
    const { caseId, owner } = await startDraft(api, { company: '0006' });
    const until = new Date(Date.now() + 86_400_000);
    await api.db.asOwner(
      `WITH ended AS (UPDATE "case" SET state = 'REJECTED', closed_at = now() WHERE id = $1)
       UPDATE application SET reapply_from = $2 WHERE case_id = $1`,
      [caseId, until],
    );
    const body = await startBody(api, { company: '0006' });
    expect(await owner.post('/applications', body)).toMatchObject({
      status: 409,
      body: { code: 'REAPPLY_TOO_EARLY', facts: { from: until.toISOString() } },
    });
    await api.db.asOwner('UPDATE application SET reapply_from = now() WHERE case_id = $1', [caseId]);
    expect(await owner.post('/applications', body)).toMatchObject({ status: 201 });
  });

  it.each([
    ['an unknown field', { extra: 1 }, 'UNKNOWN_FIELD'],
    ['an unknown field of the form', { form: { salary: 1 } }, 'UNKNOWN_FIELD'],
    ['no site', { site: undefined }, 'INVALID'],
    ['a site of two lines', { site: { name: 'a\nb', address: 'c' } }, 'INVALID'],
    ['a company that is no id', { companyId: "1' OR '1'='1" }, 'INVALID'],
    ['NUL in the plan', { form: { plan: 'a\u0000b' } }, 'INVALID'],
    ['half a character in the plan', { form: { plan: '\ud842' } }, 'INVALID'],
    ['10,001 characters', { form: { plan: '长'.repeat(10_001) } }, 'INVALID'],
    ['a negative volume', { form: { expectedMonthlyVolume: -1 } }, 'INVALID'],
    ['an amount of three decimals', { form: { declaredAmount: '1.234' } }, 'INVALID'],
    ['a number that is no mobile', { form: { contact: { mobile: '12345' } } }, 'INVALID'],
    ['an address that is no e-mail', { form: { contact: { email: 'nobody' } } }, 'INVALID'],
  ])('refuses %s', async (_title, change, code) => {
    const owner = await api.as('owner.0001@example.com');
    const answer = await owner.post('/applications', { ...(await startBody(api)), ...change });
    expect(answer.body['code']).toBe(code);
    expect(answer.status).toBeLessThan(500);
  });

  it.each([
    ['ten thousand rare characters', '𠮷㛃'.repeat(5_000)],
    ['ten thousand emoji', '🏪'.repeat(10_000)],
    ['what wants to be SQL', `'); DROP TABLE application; --`],
    ['what wants to be HTML', '<script>alert(1)</script>&lt;'],
    ['what wants to be a path', '../../../../etc/passwd\r\nSet-Cookie: a=b'],
  ])('keeps a plan of %s as it was written', async (_title, plan) => {
    const { owner, caseId } = await startDraft(api, { form: { plan } });
    const { body } = await owner.get<{ form: { plan: string } }>(`/applications/${caseId}`);
    expect(body.form.plan).toBe(plan);
  });

  it('refuses a malformed body', async () => {
    const owner = await api.as('owner.0001@example.com');
    expect(await owner.post('/applications', '{"companyId":')).toMatchObject({
      status: 400,
      body: { code: 'MALFORMED' },
    });
  });
});

interface Page {
  readonly items: readonly { readonly caseId: string }[];
  readonly next: string | null;
}

describe('GET /applications', () => {
  it("pages through the caller's own companies, newest first, and nobody else's", async () => {
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.unshift((await startDraft(api, { company: '0007' })).caseId);
    await startDraft(api, { company: '0008' });
    const owner = await api.as('owner.0007@example.com');
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const suffix: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: Answer<Page> = await owner.get<Page>(`/applications?limit=2${suffix}`);
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map(({ caseId }) => caseId));
      cursor = page.body.next;
    }
    expect(seen).toEqual(made);
  });

  it('narrows to a state or a company, and takes no cursor it never gave', async () => {
    const draft = await startDraft(api, { company: '0009' });
    const of = (query: string) => draft.owner.get<{ items: unknown[] }>(`/applications?${query}`);
    expect((await of('state=DRAFT')).body.items).toHaveLength(1);
    expect((await of('state=ACTIVE')).body.items).toHaveLength(0);
    expect((await of(`companyId=${await companyId(api, '0010')}`)).body.items).toHaveLength(0);
    expect((await of('cursor=bm9uc2Vuc2U')).body).toMatchObject({ code: 'INVALID' });
    expect((await of('limit=101')).body).toMatchObject({ code: 'INVALID' });
  });
});

describe('GET /applications/{caseId}', () => {
  it("answers another company's application, and a draft to staff, as if they did not exist", async () => {
    const { caseId } = await startDraft(api, { company: '0001' });
    for (const login of ['owner.0002@example.com', 'leader.county-0101']) {
      const other = await api.as(login);
      expect(await other.get(`/applications/${caseId}`)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    }
    const owner = await api.as('owner.0001@example.com');
    expect(await owner.get('/applications/not-an-id')).toMatchObject({ status: 404 });
  });
});
