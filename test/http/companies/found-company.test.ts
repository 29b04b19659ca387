import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { completeCreditCode, organisationCode } from '../../../src/domain/identity/credit-code.ts';
import { completeResidentId } from '../../../src/domain/identity/resident-id.ts';
import { hashPerson } from '../../../src/registry/companies/person-hash.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { newMember, publish } from '../accounts/support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await publish(api.db, { kind: 'PROCESS_POLICY', key: 'ACCOUNTS' }, (body) => ({
    ...body,
    limits: { logInsPerMinute: 1_000, registrationsPerMinute: 1_000, linksPerHour: 5 },
  }));
});
afterAll(async () => {
  await api.close();
});

let lastCode = 0;
function newCreditCode(): string {
  lastCode += 1;
  return completeCreditCode(`91990000${organisationCode(`MX${String(lastCode).padStart(6, '0')}`)}`);
}

const RESIDENT_ID = completeResidentId('11010119900307123');

const company = (more: Record<string, unknown> = {}) => ({
  creditCode: newCreditCode(),
  name: '清源𠮷祥通信有限公司',
  subjectKind: 'ENTERPRISE',
  legalRepresentative: { name: '张㛃', residentId: RESIDENT_ID },
  phone: '13800000000',
  affiliates: [
    { kind: 'SHAREHOLDER', name: '李四', residentId: completeResidentId('11010119850101002') },
    { kind: 'AFFILIATE', name: '清源控股有限公司', creditCode: newCreditCode() },
  ],
  ...more,
});

describe('POST /companies', () => {
  it('makes the applicant owner of a company that is on record with the persons behind it', async () => {
    const { caller, id } = await newMember(api);
    const body = company();
    const answer = await caller.post<{ companyId: string }>('/companies', body);
    expect(answer.status).toBe(201);
    expect((await caller.get('/me')).body).toMatchObject({
      companies: [{ companyId: answer.body.companyId, companyName: body.name, roles: ['OWNER'] }],
      permissions: expect.arrayContaining(['APPLY', 'MANAGE_MEMBERS']) as unknown,
    });
    const entry = await api.db.sql.one<{ action: string; actorId: string }>(
      `SELECT action, actor_id AS "actorId" FROM audit_entry WHERE subject = $1`,
      [`company:${answer.body.companyId}`],
    );
    expect(entry).toEqual({ action: 'COMPANY_FOUNDED', actorId: id });
  });

  it('[ORG-10] keeps resident ids only masked and as keyed hash, nowhere else', async () => {
    const { caller } = await newMember(api);
    const answer = await caller.post<{ companyId: string }>('/companies', company(), { key: 'founding-with-ids' });
    const row = await api.db.sql.one(
      `SELECT legal_rep_id_mask AS mask, legal_rep_id_hash AS hash,
         (SELECT count(person_id_hash)::int FROM company_affiliate WHERE company_id = c.id) AS affiliates
       FROM company c WHERE id = $1`,
      [answer.body.companyId],
    );
    expect(row).toEqual({
      mask: `110***********${RESIDENT_ID.slice(-4)}`,
      hash: hashPerson(api.config.personHashKey, RESIDENT_ID),
      affiliates: 1,
    });
    const dump = await api.db.sql.rows<{ text: string }>(
      `SELECT row_to_json(r)::text AS text FROM request r UNION ALL SELECT payload FROM audit_entry
       UNION ALL SELECT row_to_json(c)::text FROM company c UNION ALL SELECT row_to_json(f)::text FROM company_affiliate f`,
    );
    expect(dump.filter(({ text }) => text.includes(RESIDENT_ID))).toEqual([]);
  });

  it('stores the one spelling of a credit code, however it is typed', async () => {
    const { caller } = await newMember(api);
    const creditCode = newCreditCode();
    const typed = `${creditCode.slice(0, 8).toLowerCase()} ${creditCode.slice(8)}`;
    const { body } = await caller.post<{ companyId: string }>('/companies', company({ creditCode: typed }));
    const row = await api.db.sql.one('SELECT credit_code AS code FROM company WHERE id = $1', [body.companyId]);
    expect(row).toEqual({ code: creditCode });
  });

  it('says which code is wrong and why', async () => {
    const { caller } = await newMember(api);
    const creditCode = newCreditCode();
    const wrong = creditCode.slice(0, 17) + (creditCode.endsWith('0') ? '1' : '0');
    expect(await caller.post('/companies', company({ creditCode: wrong }))).toMatchObject({
      status: 422,
      body: { code: 'CREDIT_CODE_INVALID', facts: { field: 'creditCode', reason: 'CHECK_DIGIT' } },
    });
    const behind = [{ kind: 'AFFILIATE', name: '某公司', creditCode: '123' }];
    expect(await caller.post('/companies', company({ affiliates: behind }))).toMatchObject({
      body: { code: 'CREDIT_CODE_INVALID', facts: { field: 'affiliates.0.creditCode', reason: 'LENGTH' } },
    });
    const residentId = RESIDENT_ID.replace(/.$/, (last) => (last === '1' ? '2' : '1'));
    const answer = await caller.post('/companies', company({ legalRepresentative: { name: '张三', residentId } }));
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'INVALID', facts: { issues: [{ path: 'legalRepresentative.residentId', rule: 'CHECK_DIGIT' }] } },
    });
    expect(JSON.stringify(answer.body)).not.toContain(residentId);
  });

  it('tells whoever comes second to turn to the owner, also when two come at once', async () => {
    const [first, second] = [await newMember(api), await newMember(api)];
    const body = company();
    const answers = await Promise.all([first.caller.post('/companies', body), second.caller.post('/companies', body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'COMPANY_EXISTS',
      detail: expect.stringContaining('所有人') as unknown,
    });
    const counted = await api.db.sql.one('SELECT count(*)::int AS n FROM company WHERE credit_code = $1', [
      body.creditCode,
    ]);
    expect(counted).toEqual({ n: 1 });
  });

  it('needs consent to the present privacy notice', async () => {
    const { caller, id } = await newMember(api);
    await api.db.sql.run('DELETE FROM consent WHERE account_id = $1', [id]);
    expect(await caller.post('/companies', company())).toMatchObject({
      status: 403,
      body: { code: 'CONSENT_MISSING' },
    });
  });

  it('needs a unit that is open and takes partners', async () => {
    const { caller } = await newMember(api);
    const unknown = '01890000-0000-7000-8000-000000000000';
    const department = await api.db.sql.one<{ id: string }>(`SELECT id FROM unit WHERE level = 'DEPARTMENT' LIMIT 1`);
    for (const unitId of [unknown, department.id]) {
      expect(await caller.post('/companies', company({ unitId }))).toMatchObject({ body: { code: 'UNIT_UNKNOWN' } });
    }
  });

  it('is not for staff', async () => {
    const caller = await api.as('channel-manager.county-0101');
    expect(await caller.post('/companies', company())).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
  });

  it('refuses names too long, control characters and unknown fields; keeps every other character', async () => {
    const { caller } = await newMember(api);
    for (const name of ['司'.repeat(10_000), 'a\0b', 'a\u0007b']) {
      expect(await caller.post('/companies', company({ name }))).toMatchObject({
        status: 422,
        body: { code: 'INVALID' },
      });
    }
    expect(await caller.post('/companies', company({ partnerState: 'PARTNER' }))).toMatchObject({
      status: 422,
      body: { code: 'UNKNOWN_FIELD', facts: { issues: [{ code: 'UNKNOWN_FIELD', keys: ['partnerState'] }] } },
    });
    const name = `𠮷㛃😀 "'; DROP TABLE company; -- {{constructor}} <script>alert(1)</script>`;
    const { body } = await caller.post<{ companyId: string }>('/companies', company({ name }));
    expect(await api.db.sql.one('SELECT name FROM company WHERE id = $1', [body.companyId])).toEqual({ name });
  });
});

describe('GET /companies/{companyId}/profile', () => {
  it('shows members what is on record, resident ids masked, and nobody else that the company exists', async () => {
    const { caller } = await newMember(api);
    const stranger = await newMember(api);
    const body = company();
    const { companyId } = (await caller.post<{ companyId: string }>('/companies', body)).body;
    const path = `/companies/${companyId}/profile`;
    const answer = await caller.get(path);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        name: body.name,
        legalRepName: '张㛃',
        partnerState: 'NONE',
        affiliates: [{ name: '李四' }, { kind: 'AFFILIATE' }],
      },
    });
    expect(JSON.stringify(answer.body)).not.toContain(RESIDENT_ID);
    expect(await stranger.caller.get(path)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect((await api.as('administrator.province').then((admin) => admin.get(path))).status).toBe(404);
  });
});
