import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';

const NOBODY = '01999999-9999-7999-8999-999999999999';
interface Company {
  id: string;
  legalRepName: string;
  phone: string;
  email: string;
  unitId: string;
}

let api: TestApi;
let company: Company;

beforeAll(async () => {
  api = await startApi();
  company = await api.db.sql.one<Company>(
    `SELECT c.id, c.legal_rep_name AS "legalRepName", c.phone, c.email, c.unit_id AS "unitId"
     FROM company c JOIN unit u ON u.id = c.unit_id WHERE u.code = 'county-0101' ORDER BY c.id LIMIT 1`,
  );
});
afterAll(async () => {
  await api.close();
});

describe('GET /companies/{companyId}', () => {
  it('shows the company with its channels, and no personal field in clear', async () => {
    const answer = await (await api.as('finance-reviewer.province')).get(`/companies/${company.id}`);
    expect(answer).toMatchObject({ status: 200, body: { id: company.id, contracts: [], cases: [] } });
    expect(answer.body['channels']).toHaveLength(await channelCount());
    const text = answer.bytes.toString('utf8');
    for (const clear of [company.legalRepName, company.phone, company.email]) expect(text).not.toContain(clear);
    expect(answer.body['phone']).toBe(`${company.phone.slice(0, 3)}****${company.phone.slice(-4)}`);
  });

  it('lists the cases that the reader may see, and only those', async () => {
    await api.db.sql.run(
      `INSERT INTO "case" (number, process, state, company_id, unit_id, started_by, title_zh, title_en, submitted_at)
       SELECT 'ZR-2026-900001', 'ADMISSION', 'SCREENING', $1, $2, id, '测试', 'Test', now() FROM account WHERE login = 'owner.0001@example.com'`,
      [company.id, company.unitId],
    );
    const casesSeenBy = async (login: string) => {
      const { body } = await (await api.as(login)).get<{ cases: { number: string }[] }>(`/companies/${company.id}`);
      return body.cases.map(({ number }) => number);
    };
    expect(await casesSeenBy('leader.county-0101')).toEqual(['ZR-2026-900001']);
    expect(await casesSeenBy('auditor.province')).toEqual(['ZR-2026-900001']);
    expect(await casesSeenBy('leader.county-0202')).toEqual([]);
  });

  it('does not know a company that is not there', async () => {
    const reader = await api.as('finance-reviewer.province');
    expect((await reader.get(`/companies/${NOBODY}`)).status).toBe(404);
    expect((await reader.get('/companies/91990000MA9T0001X')).status).toBe(404);
  });
});

describe('POST /companies/{companyId}/unmask', () => {
  it('[ORG-09] shows the fields asked for, and writes down who saw which and why, never what they hold', async () => {
    const manager = await api.as('channel-manager.county-0101');
    const answer = await manager.post(`/companies/${company.id}/unmask`, {
      fields: ['PHONE', 'LEGAL_REP_NAME'],
      reasonCode: 'CONTACT_PARTNER',
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { companyId: company.id, values: { PHONE: company.phone, LEGAL_REP_NAME: company.legalRepName } },
    });
    expect(answer.body['values']).not.toHaveProperty('EMAIL');

    const [entry, ...others] = await unmaskings();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      chain: `unit:${company.unitId}`,
      login: 'channel-manager.county-0101',
      reasonCode: 'CONTACT_PARTNER',
      subject: `company:${company.id}`,
    });
    expect(JSON.parse(entry?.payload ?? '')).toMatchObject({ after: { fields: ['PHONE', 'LEGAL_REP_NAME'] } });
    expect(entry?.payload).not.toContain(company.phone);
    expect(entry?.payload).not.toContain(company.legalRepName);
  });

  it('shows nothing and adds no entry when a request is repeated, and keeps no value in the answer it stores', async () => {
    const manager = await api.as('channel-manager.county-0101');
    const key = 'unmask-the-email-once';
    const body = { fields: ['EMAIL'], reasonCode: 'COMPLAINT' };
    const first = await manager.post(`/companies/${company.id}/unmask`, body, { key });
    const before = await unmaskings();
    const second = await manager.post(`/companies/${company.id}/unmask`, body, { key });
    expect(first.body['values']).toEqual({ EMAIL: company.email });
    expect(second).toMatchObject({ status: 200, body: { companyId: company.id, fields: ['EMAIL'] } });
    expect(second.body).not.toHaveProperty('values');
    expect(await unmaskings()).toEqual(before);
    const stored = await api.db.sql.one<{ body: unknown }>('SELECT body FROM request WHERE key = $1', [key]);
    expect(stored.body).toEqual({ companyId: company.id, fields: ['EMAIL'] });
  });

  it('asks for a reason of the list, and for fields that exist, each once', async () => {
    const manager = await api.as('channel-manager.county-0101');
    for (const body of [
      { fields: ['PHONE'] },
      { fields: ['PHONE'], reasonCode: 'CURIOSITY' },
      { fields: [], reasonCode: 'COMPLAINT' },
      { fields: ['PHONE', 'PHONE'], reasonCode: 'COMPLAINT' },
      { fields: ['PASSWORD'], reasonCode: 'COMPLAINT' },
    ]) {
      expect(await manager.post(`/companies/${company.id}/unmask`, body)).toMatchObject({
        status: 422,
        body: { code: 'INVALID' },
      });
    }
  });

  it('is refused to whoever may not unmask, and to nobody’s company', async () => {
    const body = { fields: ['PHONE'], reasonCode: 'COMPLAINT' };
    const before = await unmaskings();
    const path = `/companies/${company.id}/unmask`;
    expect((await (await api.as('finance-reviewer.province')).post(path, body)).status).toBe(403);
    expect((await (await api.as('auditor.province')).post(path, body)).status).toBe(403);
    const manager = await api.as('channel-manager.county-0101');
    expect((await manager.post(`/companies/${NOBODY}/unmask`, body)).status).toBe(404);
    expect(await unmaskings()).toEqual(before);
  });
});

function unmaskings() {
  return api.db.sql.rows<{ chain: string; login: string; reasonCode: string; subject: string; payload: string }>(
    `SELECT e.chain, a.login, e.reason_code AS "reasonCode", e.subject, e.payload
     FROM audit_entry e JOIN account a ON a.id = e.actor_id WHERE e.action = 'COMPANY_UNMASKED' ORDER BY e.chain, e.seq`,
  );
}

async function channelCount(): Promise<number> {
  const { n } = await api.db.sql.one<{ n: number }>('SELECT count(*) AS n FROM channel WHERE company_id = $1', [
    company.id,
  ]);
  return n;
}
