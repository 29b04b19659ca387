import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { draft, publish, step } from './drafts.ts';

interface Type {
  code: string;
  parent: string | null;
  name: { zh: string; en: string };
  ownership: string;
  openForApplication: boolean;
  subjectKinds: string[];
  services: { code: string }[];
  checklist: { number: number; items: { code: string; title: { zh: string; en: string }; required: boolean }[] } | null;
}

let api: TestApi;
let writer: Caller;
let publisher: Caller;

beforeAll(async () => {
  api = await startApi();
  writer = await api.as('administrator.province');
  publisher = await api.as('administrator-2.province');
});
afterAll(async () => {
  await api.close();
});

async function types(): Promise<Map<string, Type>> {
  const { status, body } = await api.anonymous().get<{ items: Type[] }>('/channel-types?limit=100');
  expect(status).toBe(200);
  return new Map(body.items.map((type) => [type.code, type]));
}

describe('GET /channel-types', () => {
  it('[ADM-18] tells everybody, before any log-in, what each type asks of its applicants', async () => {
    const { body } = await api.anonymous().get<{ items: Type[] }>('/channel-types?open=true&limit=100');
    expect(body.items.map(({ code }) => code)).toEqual(['AGENT', 'COOP_HALL', 'EXCLUSIVE', 'NON_EXCLUSIVE']);
    for (const { checklist } of body.items) {
      expect(checklist?.items.filter(({ required }) => required).map(({ code }) => code)).toEqual(
        expect.arrayContaining(['BUSINESS_LICENCE', 'LEGAL_REP_ID', 'PREMISES_PROOF', 'SHOP_FRONT_PHOTO']),
      );
      for (const { title } of checklist?.items ?? []) expect(title.zh === '' || title.en === '').toBe(false);
    }
  });

  it('[ADM-18] shows a new version of the standard once it is published', async () => {
    const before = (await types()).get('NON_EXCLUSIVE')?.checklist;
    const extra = { code: 'BRAND_PLEDGE', title: { zh: '品牌承诺书', en: 'Brand pledge' }, required: true };
    const body = { channelType: 'NON_EXCLUSIVE', items: [...(before?.items ?? []), extra] };
    await publish(writer, publisher, await draft(writer, 'CHECKLIST', 'NON_EXCLUSIVE', body));
    const after = (await types()).get('NON_EXCLUSIVE')?.checklist;
    expect(after?.number).toBe((before?.number ?? 0) + 1);
    expect(after?.items.map(({ code }) => code)).toContain('BRAND_PLEDGE');
  });

  it('[TAX-01] has own halls with their subtypes', async () => {
    const all = await types();
    expect(all.get('OWN_HALL')).toMatchObject({ parent: 'OWN', ownership: 'OWN', name: { zh: '自有营业厅' } });
    const subtypes = [...all.values()].filter(({ parent }) => parent === 'OWN_HALL').map(({ name }) => name.zh);
    expect(subtypes.sort()).toEqual(['市区大型营业厅', '社区营业厅']);
  });

  it('[TAX-02] has the web hall and the mobile hall', async () => {
    const all = await types();
    for (const code of ['OWN_WEB', 'OWN_APP']) {
      expect(all.get(code)).toMatchObject({ ownership: 'OWN', openForApplication: false, checklist: null });
    }
  });

  it('[TAX-03] has the agent, a company or an individual business', async () => {
    expect((await types()).get('AGENT')).toMatchObject({
      ownership: 'SOCIAL',
      openForApplication: true,
      subjectKinds: ['ENTERPRISE', 'INDIVIDUAL_BUSINESS'],
    });
  });

  it('[TAX-04] has the cooperation hall, which shows its fit-out', async () => {
    const hall = (await types()).get('COOP_HALL');
    expect(hall?.subjectKinds).toEqual(['ENTERPRISE']);
    expect(hall?.checklist?.items.map(({ code }) => code)).toContain('FIT_OUT_PLAN');
  });

  it('[TAX-05] has the exclusive shop, which states its exclusivity and its staff', async () => {
    const items = (await types()).get('EXCLUSIVE')?.checklist?.items.map(({ code }) => code);
    expect(items).toEqual(expect.arrayContaining(['EXCLUSIVITY_STATEMENT', 'STAFF_LIST']));
  });

  it('[TAX-06] has the non-exclusive shop, which may sell a part of the services', async () => {
    const all = await types();
    const side = all.get('NON_EXCLUSIVE')?.services.map(({ code }) => code) ?? [];
    const full = all.get('EXCLUSIVE')?.services.map(({ code }) => code) ?? [];
    expect(full).toEqual(expect.arrayContaining(side));
    expect(side.length).toBeLessThan(full.length);
  });

  it('refuses a filter nobody knows', async () => {
    expect((await api.anonymous().get('/channel-types?state=open')).body).toMatchObject({ code: 'UNKNOWN_FIELD' });
    expect((await api.anonymous().get('/channel-types?cursor=abc')).body).toMatchObject({ code: 'INVALID' });
  });
});

describe('the taxonomy', () => {
  const kiosk = {
    code: 'KIOSK',
    parent: 'RETAILER',
    name: { zh: '自助终端', en: 'Kiosk' },
    description: { zh: '无人值守的自助终端。', en: 'A kiosk without staff.' },
    ownership: 'SOCIAL',
    openForApplication: false,
    subjectKinds: [],
    services: [],
  };

  it('[TAX-09] grows by a type under any other, and opens it once it has a checklist', async () => {
    await publish(writer, publisher, await draft(writer, 'CHANNEL_TYPE', 'KIOSK', kiosk));
    expect((await types()).get('KIOSK')).toMatchObject({ parent: 'RETAILER', checklist: null });

    const open = { ...kiosk, openForApplication: true, subjectKinds: ['ENTERPRISE'] };
    const early = await draft(writer, 'CHANNEL_TYPE', 'KIOSK', open);
    expect(await step(writer, early, 'submit', 1)).toMatchObject({
      body: { code: 'POLICY_INVALID', facts: { issues: [{ code: 'CHECKLIST_MISSING' }] } },
    });

    const items = [{ code: 'BUSINESS_LICENCE', title: { zh: '营业执照', en: 'Business licence' }, required: true }];
    await publish(writer, publisher, await draft(writer, 'CHECKLIST', 'KIOSK', { channelType: 'KIOSK', items }));
    await publish(writer, publisher, early);
    expect((await types()).get('KIOSK')).toMatchObject({ openForApplication: true, checklist: { number: 1 } });
  });

  it('stays a tree of one ownership', async () => {
    const issuesOf = async (change: object) => {
      const version = await draft(writer, 'CHANNEL_TYPE', 'SOCIAL', { ...kiosk, code: 'SOCIAL', ...change });
      const { body } = await step(writer, version, 'submit', 1);
      return (body['facts'] as { issues: { code: string }[] }).issues.map(({ code }) => code);
    };
    expect(await issuesOf({ parent: 'AGENT' })).toEqual(['CYCLE']);
    expect(await issuesOf({ parent: 'OWN' })).toEqual(['OWNERSHIP_DIFFERS']);
    expect(await issuesOf({ parent: 'NOWHERE' })).toEqual(['PARENT_UNKNOWN']);
  });

  it('changes at once or not at all', async () => {
    const version = await draft(writer, 'CHANNEL_TYPE', 'STAND', { ...kiosk, code: 'STAND' });
    await step(writer, version, 'submit', 1);
    const validFrom = new Date(Date.now() + 86_400_000).toISOString();
    expect(await step(publisher, version, 'publish', 2, { validFrom })).toMatchObject({
      body: { code: 'POLICY_INVALID', facts: { issues: [{ code: 'AT_ONCE_ONLY' }] } },
    });
    expect((await types()).has('STAND')).toBe(false);
  });
});
