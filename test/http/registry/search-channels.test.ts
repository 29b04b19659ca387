import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';

interface Channel {
  id: string;
  code: string;
  name: string;
  typeCode: string;
  state: string;
  companyId: string | null;
  unitId: string;
}

let api: TestApi;
let manager: Caller;
let channel: Channel & { creditCode: string; namePinyin: string; nameInitials: string };

beforeAll(async () => {
  api = await startApi();
  manager = await api.as('channel-manager.county-0101');
  channel = await api.db.sql.one(
    `SELECT h.id, h.code, h.name, h.type_code AS "typeCode", h.state, h.company_id AS "companyId", h.unit_id AS "unitId",
       h.name_pinyin AS "namePinyin", h.name_initials AS "nameInitials", c.credit_code AS "creditCode"
     FROM channel h JOIN company c ON c.id = h.company_id WHERE h.state = 'ACTIVE' ORDER BY h.code LIMIT 1`,
  );
});
afterAll(async () => {
  await api.close();
});

describe('GET /channels', () => {
  it('finds a channel by its name, pinyin, initials, code and its company’s credit code', async () => {
    for (const text of [
      channel.name,
      channel.name.slice(1, 3),
      channel.namePinyin,
      channel.nameInitials,
      channel.code.toLowerCase(),
      channel.code.slice(0, -2),
      channel.creditCode,
    ]) {
      const { status, body } = await search({ text, limit: '100' });
      expect({ text, status }).toEqual({ text, status: 200 });
      expect(body.items.map(({ code }) => code)).toContain(channel.code);
    }
  });

  it('narrows by company, type, unit and state', async () => {
    const own = await search({ companyId: String(channel.companyId), limit: '100' });
    expect(own.body.items.every(({ companyId }) => companyId === channel.companyId)).toBe(true);
    expect(own.body.items.map(({ id }) => id)).toContain(channel.id);
    const exact = await search({ text: channel.code, type: channel.typeCode, unitId: channel.unitId, state: 'ACTIVE' });
    expect(exact.body.items.map(({ id }) => id)).toEqual([channel.id]);
    expect((await search({ text: channel.code, state: 'CLOSED' })).body.items).toEqual([]);
  });
});

describe('GET /channels/{channelId}', () => {
  it('shows the channel with its type in both languages', async () => {
    const answer = await manager.get(`/channels/${channel.id}`);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        id: channel.id,
        code: channel.code,
        typeCode: channel.typeCode,
        ownership: 'SOCIAL',
        unitId: channel.unitId,
      },
    });
    expect(answer.body['typeNameZh']).toMatch(/\p{Script=Han}/u);
    expect(answer.body['typeNameEn']).toMatch(/^[A-Z][\w -]+$/);
    expect(answer.headers.get('etag')).toBe(`"${String(answer.body['version'])}"`);
  });

  it('does not know a channel that is not there, nor a path that names none', async () => {
    expect((await manager.get('/channels/01999999-9999-7999-8999-999999999999')).status).toBe(404);
    expect((await manager.get('/channels/1')).status).toBe(404);
  });
});

function search(query: Record<string, string>) {
  return manager.get<{ items: Channel[]; next: string | null }>(`/channels?${new URLSearchParams(query).toString()}`);
}
