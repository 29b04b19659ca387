import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { startApi, type Answer, type Caller, type TestApi } from '../../support/api.ts';
import { forgetAll, inDays } from '../../substitution/stand-ins.ts';
import { actorOf, LEADER, REVIEWER } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

const ADMINISTRATOR = 'administrator.province';
const AUDITOR = 'auditor.province';
const STRANGER = 'leader.county-0201';

let api: TestApi;
let leader: Caller;
const ids: Record<string, string> = {};
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  leader = await api.as(LEADER);
  for (const login of [LEADER, REVIEWER, ADMINISTRATOR, AUDITOR, STRANGER, 'owner.0001@example.com']) {
    ids[login] = (await actorOf(api.db, login)).id;
  }
});
afterEach(async () => {
  await forgetAll(api.db);
});
afterAll(async () => {
  expect((await verifyAudit(api.db)).faults).toEqual([]);
  await api.close();
});

interface Made extends Record<string, unknown> {
  substitutionId: string;
}

const wish = (values: object = {}) => ({
  substituteId: ids[REVIEWER],
  to: inDays(10).toISOString(),
  reason: '年休假',
  ...values,
});

const make = (values: object = {}, by: Caller = leader): Promise<Answer<Made>> =>
  by.post<Made>('/substitutions', wish(values));

async function unit(code: string): Promise<string> {
  return (await api.db.sql.one<{ id: string }>('SELECT id FROM unit WHERE code = $1', [code])).id;
}

describe('POST /substitutions', () => {
  it('makes one, once under one key, with its whole scope; both people read it and are told', async () => {
    const key = randomUUID();
    const county = await unit('county-0101');
    const body = wish({
      from: inDays(1).toISOString(),
      processes: ['ADMISSION'],
      unitIds: [county],
      amountFrom: 0.01,
      amountBelow: 5_000.55,
    });
    const made = await leader.post<Made>('/substitutions', body, { key });
    expect(made.status).toBe(201);
    expect((await leader.post('/substitutions', body, { key })).body).toEqual(made.body);

    const { substitutionId } = made.body;
    const reviewer = await api.as(REVIEWER);
    const read = await reviewer.get(`/substitutions/${substitutionId}`);
    expect(read.body).toMatchObject({
      id: substitutionId,
      principal: { id: ids[LEADER] },
      substitute: { id: ids[REVIEWER] },
      state: 'PLANNED',
      processes: ['ADMISSION'],
      units: [expect.objectContaining({ id: county })],
      amountFrom: 0.01,
      amountBelow: 5_000.55,
      reason: '年休假',
      createdBy: { id: ids[LEADER] },
      revokedAt: null,
    });
    for (const caller of [leader, reviewer]) {
      const { body: list } = await caller.get<{ items: { id: string }[] }>('/substitutions');
      expect(list.items.map(({ id }) => id)).toEqual([substitutionId]);
      const { body: told } = await caller.get<{ items: { subject: string; link: string }[] }>('/messages?limit=1');
      expect(told.items[0]?.subject).toMatch(/^代理设置：.+代.+$/);
      expect(told.items[0]?.link).toContain(`/substitutions/${substitutionId}`);
    }
    expect((await leader.get<{ items: unknown[] }>('/substitutions?side=substitute')).body.items).toEqual([]);
    expect((await reviewer.get<{ items: unknown[] }>('/substitutions?side=substitute')).body.items).toHaveLength(1);
  });

  it('is on record in the chain of the principal’s unit, without the reason', async () => {
    const { substitutionId } = (await make()).body;
    const entry = await api.db.sql.one<{ chain: string; payload: string; actor: string }>(
      `SELECT e.chain, e.payload, e.actor_id AS actor FROM audit_entry e WHERE e.subject = 'substitution:' || $1`,
      [substitutionId],
    );
    expect(entry).toMatchObject({ chain: `unit:${await unit('county-0101')}`, actor: ids[LEADER] });
    expect(entry.payload).not.toContain('年休假');
  });

  it('is made for somebody by an administrator, and by nobody else', async () => {
    const forLeader = { principalId: ids[LEADER] };
    expect(await make(forLeader, await api.as(STRANGER))).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
    const { status, body } = await make(forLeader, await api.as(ADMINISTRATOR));
    expect(status).toBe(201);
    expect((await leader.get(`/substitutions/${body.substitutionId}`)).body).toMatchObject({
      principal: { id: ids[LEADER] },
      createdBy: { id: ids[ADMINISTRATOR] },
    });
  });

  it.each<[string, () => object, number, object]>([
    ['oneself', () => ({ substituteId: ids[LEADER] }), 409, { facts: { reasonCode: 'ONESELF' } }],
    ['nobody', () => ({ substituteId: randomUUID() }), 409, { facts: { reasonCode: 'NOT_ACTIVE_STAFF' } }],
    [
      'a partner',
      () => ({ substituteId: ids['owner.0001@example.com'] }),
      409,
      { facts: { reasonCode: 'NOT_ACTIVE_STAFF' } },
    ],
    ['who only audits', () => ({ substituteId: ids[AUDITOR] }), 409, { facts: { reasonCode: 'DECIDES_NO_CASES' } }],
    [
      'who only administers',
      () => ({ substituteId: ids[ADMINISTRATOR] }),
      409,
      { facts: { reasonCode: 'DECIDES_NO_CASES' } },
    ],
    [
      'a beginning in the past',
      () => ({ from: inDays(-1).toISOString() }),
      422,
      { facts: { reasonCode: 'IN_THE_PAST' } },
    ],
    [
      'an end before the beginning',
      () => ({ to: inDays(-1).toISOString() }),
      422,
      { facts: { reasonCode: 'ENDS_BEFORE_IT_BEGINS' } },
    ],
    [
      'more than the policy allows',
      () => ({ to: inDays(184).toISOString() }),
      422,
      { facts: { reasonCode: 'TOO_LONG' } },
    ],
    [
      'a process nobody knows',
      () => ({ processes: ['ADMISSION', 'NO_SUCH'] }),
      422,
      { facts: { processes: ['NO_SUCH'] } },
    ],
    ['a unit nobody knows', () => ({ unitIds: [randomUUID()] }), 422, { code: 'UNIT_UNKNOWN' }],
  ])('refuses %s', async (_title, values, status, body) => {
    const answer = await make(values());
    expect(answer).toMatchObject({ status, body });
    expect(String(answer.body['title'])).toMatch(/[\u4e00-\u9fff]/u);
  });

  it.each([
    ['no end', { to: undefined }],
    ['no reason', { reason: ' ' }],
    ['no process at all', { processes: [] }],
    ['a process twice', { processes: ['ADMISSION', 'ADMISSION'] }],
    ['amounts between which there is none', { amountFrom: 5, amountBelow: 5 }],
    ['an amount below nothing', { amountBelow: 0 }],
    ['a part of a cent', { amountFrom: 0.001 }],
    ['a field nobody knows', { until: 'tomorrow' }],
  ])('refuses %s', async (_title, values) => {
    const { status, body } = await make(values);
    expect(status).toBe(422);
    expect(['INVALID', 'UNKNOWN_FIELD']).toContain(body['code']);
  });

  it('refuses a second one for the same cases at the same time, and allows one for others', async () => {
    const { substitutionId } = (await make()).body;
    const stranger = { substituteId: ids[STRANGER] };
    expect(await make(stranger)).toMatchObject({
      status: 409,
      body: { code: 'SUBSTITUTION_OVERLAPS', facts: { substitutionId } },
    });
    expect((await make({ ...stranger, processes: ['ADMISSION'] })).status).toBe(201);
    expect((await make({ ...stranger, from: inDays(10).toISOString(), to: inDays(11).toISOString() })).status).toBe(
      201,
    );
  });

  it('peers 3: refuses a circle, also over others, in the reader’s language', async () => {
    await make();
    const reviewer = await api.as(REVIEWER);
    await make({ substituteId: ids[STRANGER] }, reviewer);
    const stranger = await api.as(STRANGER);
    const body = wish({ substituteId: ids[LEADER] });
    expect(await stranger.post('/substitutions', body, { headers: { 'accept-language': 'en' } })).toMatchObject({
      status: 409,
      body: {
        code: 'SUBSTITUTION_CYCLE',
        title: 'Substitutions go in a circle',
        facts: { people: [ids[STRANGER], ids[LEADER], ids[REVIEWER]] },
      },
    });
    const later = { from: inDays(10).toISOString(), to: inDays(12).toISOString() };
    expect((await make({ substituteId: ids[LEADER], ...later }, stranger)).status).toBe(201);
  });

  it('peers 3: lets no two at once close a circle', async () => {
    const reviewer = await api.as(REVIEWER);
    const answers = await Promise.all([make(), make({ substituteId: ids[LEADER] }, reviewer)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe('POST /substitutions/{substitutionId}/revocation', () => {
  it('ends it at once, begun or not; both are told, and it stays readable', async () => {
    const { substitutionId } = (await make({ from: inDays(1).toISOString() })).body;
    const path = `/substitutions/${substitutionId}`;
    expect(await leader.post(`${path}/revocation`)).toMatchObject({ status: 200, body: { released: 0 } });
    expect((await leader.get(path)).body).toMatchObject({ state: 'REVOKED', revokedBy: { id: ids[LEADER] } });
    expect(await leader.post(`${path}/revocation`)).toMatchObject({
      status: 409,
      body: { code: 'WRONG_STATE', facts: { state: 'REVOKED' } },
    });
    expect((await leader.get<{ items: unknown[] }>('/substitutions')).body.items).toEqual([]);
    expect((await leader.get<{ items: unknown[] }>('/substitutions?state=all')).body.items).toHaveLength(1);
    const told = await (await api.as(REVIEWER)).get<{ items: { subject: string }[] }>('/messages?limit=1');
    expect(told.body.items[0]?.subject).toMatch(/^代理撤销：/);
  });

  it('is for the principal and administrators; the substitute is refused, and to strangers it does not exist', async () => {
    const { substitutionId } = (await make()).body;
    const path = `/substitutions/${substitutionId}/revocation`;
    expect(await (await api.as(REVIEWER)).post(path)).toMatchObject({ status: 403, body: { code: 'NOT_YOURS' } });
    expect((await (await api.as(STRANGER)).post(path)).status).toBe(404);
    expect((await (await api.as(STRANGER)).get(`/substitutions/${substitutionId}`)).status).toBe(404);
    expect((await (await api.as(AUDITOR)).post(path)).status).toBe(403);
    expect((await api.anonymous().post(path)).status).toBe(401);
    expect((await (await api.as(ADMINISTRATOR)).post(path)).status).toBe(200);
  });
});

describe('GET /units/{unitId}/substitutions', () => {
  it('shows administrators and auditors who of the unit is away, newest first over pages', async () => {
    const first = (await make()).body.substitutionId;
    const second = (await make({ substituteId: ids[STRANGER], processes: ['ADMISSION'] })).body.substitutionId;
    await make({ substituteId: ids[REVIEWER] }, await api.as(STRANGER));
    const auditor = await api.as(AUDITOR);
    const path = `/units/${await unit('city-01')}/substitutions`;
    const page = await auditor.get<{ items: { id: string }[]; next: string }>(`${path}?limit=1`);
    expect(page.body.items.map(({ id }) => id)).toEqual([second]);
    const rest = await auditor.get<{ items: { id: string }[]; next: null }>(`${path}?limit=1&cursor=${page.body.next}`);
    expect(rest.body).toMatchObject({ items: [{ id: first }], next: null });
    const province = `/units/${await unit('province')}/substitutions`;
    expect((await auditor.get<{ items: unknown[] }>(province)).body.items).toHaveLength(3);
    expect((await leader.get(path)).status).toBe(403);
    expect((await auditor.get(`/units/${randomUUID()}/substitutions`)).status).toBe(404);
  });
});
