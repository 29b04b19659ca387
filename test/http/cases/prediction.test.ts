import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { LEADER, OWNER, REVIEWER } from '../../tasks/office.ts';
import { ENGINE_AWAY, startDraft } from '../admission/drafts.ts';
import { givenReview } from '../admission/reviews.ts';

interface Way {
  readonly isEnded: boolean;
  readonly phases: {
    readonly name: string;
    readonly title: { readonly zh: string; readonly en: string };
    readonly state: string;
    readonly conditional: boolean;
    readonly stages: {
      readonly key: string;
      readonly title: { readonly zh: string; readonly en: string };
      readonly state: string;
      readonly deciders: { people: { name: string }[] } | null;
    }[];
  }[];
}

let api: TestApi;
let caseId: string;
let owner: Caller;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  ({ caseId } = await givenReview(api));
  owner = await api.as(OWNER);
});
afterAll(async () => {
  await api.close();
});

const read = (caller: Caller, id = caseId) => caller.get<Way>(`/cases/${id}/prediction`);

describe('GET /cases/{caseId}/prediction', () => {
  it('tells the approver in both languages what comes after them, and who', async () => {
    const { status, body } = await read(await api.as(REVIEWER));
    expect(status).toBe(200);
    expect(body.phases.map(({ title, state }) => [title.zh, title.en, state])).toEqual([
      ['准入筛查', 'Screening', 'NOT_NEEDED'],
      ['材料审核', 'Material review', 'CURRENT'],
      ['领导审批', 'Leadership approval', 'TO_COME'],
      ['合同拟定', 'Contracting', 'TO_COME'],
      ['签署', 'Signing', 'TO_COME'],
    ]);
    const [leader] = body.phases[2]?.stages ?? [];
    expect(leader).toMatchObject({ key: 'county_leader', title: { zh: '县分公司领导审批' }, state: 'TO_COME' });
    const { name } = await api.db.sql.one<{ name: string }>('SELECT name FROM account WHERE login = $1', [LEADER]);
    expect(leader?.deciders?.people).toMatchObject([{ name }]);
  });

  it('tells the applicant the same way without the people', async () => {
    const { status, body } = await read(owner);
    expect(status).toBe(200);
    expect(body.phases.map(({ state }) => state)).toEqual(['NOT_NEEDED', 'CURRENT', 'TO_COME', 'TO_COME', 'TO_COME']);
    expect(body.phases[2]?.stages[0]?.deciders?.people).toEqual([]);
  });

  it('shows an applicant the way before they hand anything in', async () => {
    const draft = await startDraft(api, { company: '0003' });
    const { status, body } = await read(draft.owner, draft.caseId);
    expect([status, body.isEnded]).toEqual([200, false]);
    expect(body.phases.map(({ state, conditional }) => [state, conditional])).toEqual([
      ['TO_COME', true],
      ['TO_COME', false],
      ['TO_COME', false],
      ['TO_COME', false],
      ['TO_COME', false],
    ]);
    expect(body.phases[1]?.stages[0]).toMatchObject({ key: 'material_review', state: 'TO_COME' });
    expect(body.phases[1]?.stages[0]?.deciders).toMatchObject({ people: [], pools: [{ role: 'CHANNEL_REVIEWER' }] });
  });

  it('does not exist for whose case it is not', async () => {
    expect((await read(await api.as('owner.0002@example.com'))).status).toBe(404);
    expect((await read(await api.as('leader.county-0201'))).status).toBe(404);
    expect((await read(owner, randomUUID())).status).toBe(404);
    expect((await read(api.anonymous())).status).toBe(401);
  });
});
