import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { completeCreditCode, organisationCode } from '../../../src/domain/identity/credit-code.ts';
import { completeResidentId } from '../../../src/domain/identity/resident-id.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { GOOD_PASSWORD, mailedToken, newMember, noticeId, publish } from '../accounts/support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await publish(api.db, { kind: 'PROCESS_POLICY', key: 'ACCOUNTS' }, (body) => ({
    ...body,
    limits: { logInsPerMinute: 1_000, registrationsPerMinute: 1_000, linksPerHour: 2 },
  }));
});
afterAll(async () => {
  await api.close();
});

let founded = 0;
async function newCompany(): Promise<{ owner: Caller; ownerId: string; companyId: string; members: string }> {
  const { caller, id } = await newMember(api);
  founded += 1;
  const { body } = await caller.post<{ companyId: string }>('/companies', {
    creditCode: completeCreditCode(`91990000${organisationCode(`MY${String(founded).padStart(6, '0')}`)}`),
    name: `成员测试公司${founded}`,
    subjectKind: 'ENTERPRISE',
    legalRepresentative: { name: '张三', residentId: completeResidentId('11010119900307123') },
  });
  return { owner: caller, ownerId: id, companyId: body.companyId, members: `/companies/${body.companyId}/members` };
}

describe('POST /companies/{companyId}/members', () => {
  it('invites somebody without an account by mail; the link opens it with the given roles', async () => {
    const { owner, members, companyId } = await newCompany();
    const email = 'new.signer@example.com';
    expect(await owner.post(members, { email, roles: ['SIGNER'], locale: 'en' })).toMatchObject({ status: 201 });
    expect((await owner.get<{ items: unknown[] }>(members)).body.items).toContainEqual(
      expect.objectContaining({ email, name: email, state: 'INVITED', roles: ['SIGNER'] }),
    );
    const mail = await api.db.sql.one(
      `SELECT locale, params ->> 'companyName' AS company FROM message WHERE template = 'MEMBER_INVITED'
       AND account_id = (SELECT id FROM account WHERE email = $1)`,
      [email],
    );
    expect(mail).toEqual({ locale: 'en', company: `成员测试公司${founded}` });
    const token = await mailedToken(api, email, 'MEMBER_INVITED');
    const body = { token, password: GOOD_PASSWORD, name: '韩梅梅', noticeId: await noticeId(api) };
    expect((await api.anonymous().post('/activations', body)).status).toBe(200);
    const signer = api.anonymous();
    await signer.post('/sessions', { login: email, password: GOOD_PASSWORD });
    expect((await signer.get('/me')).body).toMatchObject({ companies: [{ companyId, roles: ['SIGNER'] }] });
  });

  it('makes somebody with an account a member at once, and tells them', async () => {
    const { owner, members, companyId } = await newCompany();
    const { caller, email, id } = await newMember(api);
    await owner.post(members, { email: ` ${email.toUpperCase()}`, roles: ['OPERATOR', 'SIGNER'] });
    expect((await caller.get('/me')).body).toMatchObject({ companies: [{ companyId, roles: ['OPERATOR', 'SIGNER'] }] });
    const told = await api.db.sql.rows(
      `SELECT channel FROM message WHERE account_id = $1 AND template = 'MEMBER_ADDED' ORDER BY channel`,
      [id],
    );
    expect(told).toEqual([{ channel: 'EMAIL' }, { channel: 'IN_APP' }]);
  });

  it('refuses a second membership, repeated roles, and a disabled account', async () => {
    const { owner, members } = await newCompany();
    const { email } = await newMember(api);
    const disabled = await newMember(api);
    await api.db.sql.run(`UPDATE account SET state = 'DISABLED' WHERE id = $1`, [disabled.id]);
    await owner.post(members, { email, roles: ['OPERATOR'] });
    expect(await owner.post(members, { email, roles: ['SIGNER'] })).toMatchObject({ body: { code: 'ALREADY_MEMBER' } });
    expect(await owner.post(members, { email: disabled.email, roles: ['SIGNER'] })).toMatchObject({
      body: { code: 'ACCOUNT_DISABLED' },
    });
    const repeated = { email: 'x@example.com', roles: ['SIGNER', 'SIGNER'] };
    expect(await owner.post(members, repeated)).toMatchObject({ status: 422, body: { code: 'INVALID' } });
  });

  it('is refused to operators and signers, and a foreign company does not exist', async () => {
    const { owner, members } = await newCompany();
    const other = await newCompany();
    const operator = await newMember(api);
    await owner.post(members, { email: operator.email, roles: ['OPERATOR', 'SIGNER'] });
    const body = { email: 'somebody@example.com', roles: ['OWNER'] };
    expect(await operator.caller.post(members, body)).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
    expect(await owner.post(other.members, body)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await owner.get(other.members)).toMatchObject({ status: 404 });
    await other.owner.post(other.members, { email: operator.email, roles: ['OWNER'] });
    expect(await operator.caller.post(members, body)).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
  });
});

describe('POST /companies/{companyId}/members/{accountId}/invitation', () => {
  it('mails another link until the hour’s number is used up; the link before stops working', async () => {
    const { owner, members } = await newCompany();
    const email = 'slow.reader@example.com';
    const { body } = await owner.post<{ accountId: string }>(members, { email, roles: ['OPERATOR'] });
    const first = await mailedToken(api, email, 'MEMBER_INVITED');
    expect((await owner.post(`${members}/${body.accountId}/invitation`)).status).toBe(200);
    expect(await mailedToken(api, email, 'MEMBER_INVITED')).not.toBe(first);
    const activation = { token: first, password: GOOD_PASSWORD, name: '韩', noticeId: await noticeId(api) };
    expect((await api.anonymous().post('/activations', activation)).status).toBe(410);
    expect(await owner.post(`${members}/${body.accountId}/invitation`)).toMatchObject({
      status: 429,
      body: { code: 'TOO_MANY_REQUESTS' },
    });
  });

  it('is for members who have not opened the account', async () => {
    const { owner, ownerId, members } = await newCompany();
    expect(await owner.post(`${members}/${ownerId}/invitation`)).toMatchObject({
      status: 409,
      body: { code: 'WRONG_STATE', facts: { state: 'ACTIVE' } },
    });
    const { id } = await newMember(api);
    expect(await owner.post(`${members}/${id}/invitation`)).toMatchObject({ status: 404 });
  });
});

describe('PUT …/roles and DELETE …/members/{accountId}', () => {
  it('changes what a member may do, and the member has it at the next request', async () => {
    const { owner, members } = await newCompany();
    const { caller, email, id } = await newMember(api);
    await owner.post(members, { email, roles: ['OPERATOR'] });
    const answer = await owner.put(`${members}/${id}/roles`, { roles: ['OWNER', 'SIGNER'] });
    expect(answer).toMatchObject({ status: 200, body: { roles: ['OWNER', 'SIGNER'] } });
    expect((await caller.get('/me')).body).toMatchObject({ companies: [{ roles: ['OWNER', 'SIGNER'] }] });
  });

  it('ends a membership at once; the rows of what was stay', async () => {
    const { owner, members, companyId } = await newCompany();
    const { caller, email, id } = await newMember(api);
    await owner.post(members, { email, roles: ['OPERATOR'] });
    expect(await owner.delete(`${members}/${id}`)).toMatchObject({ status: 200, body: { roles: [] } });
    expect((await caller.get(members)).status).toBe(404);
    const past = await api.db.sql.one(
      'SELECT role, valid_to IS NOT NULL AS ended FROM company_member WHERE company_id = $1 AND account_id = $2',
      [companyId, id],
    );
    expect(past).toEqual({ role: 'OPERATOR', ended: true });
    expect(await owner.delete(`${members}/${id}`)).toMatchObject({ status: 404 });
    expect((await owner.post(members, { email, roles: ['SIGNER'] })).status).toBe(201);
  });

  it('never leaves a company without an owner, also when two owners leave at once', async () => {
    const { owner, ownerId, members } = await newCompany();
    expect(await owner.delete(`${members}/${ownerId}`)).toMatchObject({ status: 409, body: { code: 'LAST_OWNER' } });
    expect(await owner.put(`${members}/${ownerId}/roles`, { roles: ['SIGNER'] })).toMatchObject({
      body: { code: 'LAST_OWNER' },
    });
    await owner.post(members, { email: 'invited.owner@example.com', roles: ['OWNER'] });
    expect(await owner.delete(`${members}/${ownerId}`)).toMatchObject({ body: { code: 'LAST_OWNER' } });
    const second = await newMember(api);
    await owner.post(members, { email: second.email, roles: ['OWNER'] });
    const answers = await Promise.all([
      owner.delete(`${members}/${ownerId}`),
      second.caller.delete(`${members}/${second.id}`),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('answers a repeated request the same although the right to it is gone meanwhile', async () => {
    const { owner, ownerId, members } = await newCompany();
    const second = await newMember(api);
    await owner.post(members, { email: second.email, roles: ['OWNER'] });
    const leaving = () => owner.delete(`${members}/${ownerId}`, undefined, { key: 'leaving-my-company' });
    const first = await leaving();
    const repeated = await leaving();
    expect(first.status).toBe(200);
    expect([repeated.status, repeated.body]).toEqual([first.status, first.body]);
  });
});

describe('GET /companies/{companyId}/members', () => {
  it('pages through the members, each once', async () => {
    const { owner, members } = await newCompany();
    for (let n = 0; n < 4; n += 1) await owner.post(members, { email: `page.${n}@example.com`, roles: ['OPERATOR'] });
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await owner.get<{ items: { accountId: string }[]; next: string | null }>(
        `${members}?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map(({ accountId }) => accountId));
      cursor = body.next ?? '';
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
    for (const query of ['limit=0', 'limit=101', 'cursor=%00', 'cursor=eyJ9', 'unknown=1']) {
      expect((await owner.get(`${members}?${query}`)).status).toBe(422);
    }
  });
});
