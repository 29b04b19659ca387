import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  contractRow,
  draftingCase,
  giveOperatorIdentity,
  OFFICER,
  signingCase,
  type ContractCase,
} from '../../contracts/contract-case.ts';
import { pageTextOf } from '../../documents/read-pdf.ts';
import { startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
let signing: ContractCase;
let drafting: ContractCase;
beforeAll(async () => {
  api = await startApi();
  await giveOperatorIdentity(api);
  signing = await signingCase(api, '0001');
  drafting = await draftingCase(api, '0002');
});
afterAll(async () => {
  await api.close();
});

interface Page {
  readonly items: readonly { readonly id: string; readonly caseId: string; readonly state: string }[];
  readonly next: string | null;
}

async function casesSeenBy(login: string, query = ''): Promise<string[]> {
  const { status, body } = await (await api.as(login)).get<Page>(`/contracts${query}`);
  expect(status).toBe(200);
  return body.items.map(({ caseId }) => caseId);
}

describe('GET /contracts', () => {
  it("lists a company's own contracts, newest first", async () => {
    expect(await casesSeenBy('owner.0001@example.com')).toEqual([signing.caseId]);
    expect(await casesSeenBy('signer.0002@example.com')).toEqual([drafting.caseId]);
    expect(await casesSeenBy('owner.0003@example.com')).toEqual([]);
  });

  it('lists to staff what their units cover, and to an auditor everything', async () => {
    for (const login of [OFFICER, 'leader.city-01', 'channel-manager.county-0101', 'auditor.province']) {
      expect(await casesSeenBy(login)).toEqual([drafting.caseId, signing.caseId]);
    }
    expect(await casesSeenBy('channel-manager.county-0102')).toEqual([]);
    expect(await casesSeenBy('leader.city-02')).toEqual([]);
  });

  it('narrows by state and company', async () => {
    expect(await casesSeenBy(OFFICER, '?state=ISSUED')).toEqual([signing.caseId]);
    expect(await casesSeenBy('owner.0001@example.com', '?state=DRAFT')).toEqual([]);
  });

  it('comes in pages', async () => {
    const officer = await api.as(OFFICER);
    const first = await officer.get<Page>('/contracts?limit=1');
    const second = await officer.get<Page>(`/contracts?limit=1&cursor=${first.body.next ?? ''}`);
    expect([...first.body.items, ...second.body.items].map(({ caseId }) => caseId)).toEqual([
      drafting.caseId,
      signing.caseId,
    ]);
    expect(second.body.next).toBeNull();
    expect((await officer.get('/contracts?cursor=bm9uc2Vuc2U')).status).toBe(422);
  });
});

describe('GET /contracts/{contractId}', () => {
  it('shows it to whoever sees its case', async () => {
    const { id, number } = await contractRow(api, signing.caseId);
    const seen = await (await api.as('owner.0001@example.com')).get(`/contracts/${id}`);
    expect(seen).toMatchObject({ status: 200, body: { number, state: 'ISSUED', document: { name: `${number}.pdf` } } });
    expect((await (await api.as('owner.0002@example.com')).get(`/contracts/${id}`)).status).toBe(404);
    expect((await api.anonymous().get(`/contracts/${id}`)).status).toBe(401);
  });
});

describe('GET /contracts/{contractId}/document', () => {
  it('leads to the file, whose download is recorded', async () => {
    const { id, number, sha256, fileId } = await contractRow(api, signing.caseId);
    const owner = await api.as('owner.0001@example.com');
    const answer = await owner.get(`/contracts/${id}/document`);
    expect(answer.status).toBe(303);
    const location = answer.headers.get('location') ?? '';
    expect(location).toBe(`/api/v1/files/${fileId ?? ''}`);
    const file = await owner.get(location.replace('/api/v1', ''));
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('content-disposition')).toContain(`${number}.pdf`);
    expect(file.headers.get('etag')).toBe(`"${sha256 ?? ''}"`);
    expect(pageTextOf(file.bytes)).toContain(number);
    const reads = await api.db.sql.rows('SELECT FROM file_access WHERE file_id = $1', [fileId]);
    expect(reads).toHaveLength(1);
  });

  it('is not there before the contract is issued, nor for strangers', async () => {
    const { id } = await contractRow(api, drafting.caseId);
    expect((await (await api.as('owner.0002@example.com')).get(`/contracts/${id}/document`)).status).toBe(404);
    const issued = await contractRow(api, signing.caseId);
    expect((await (await api.as('owner.0002@example.com')).get(`/contracts/${issued.id}/document`)).status).toBe(404);
  });
});

describe('POST /contracts/verification', () => {
  it('knows the bytes that were issued, and no others', async () => {
    const { number, sha256 } = await contractRow(api, signing.caseId);
    const stranger = await api.as('owner.0003@example.com');
    const known = await stranger.post('/contracts/verification', { sha256 });
    expect(known).toMatchObject({ status: 200, body: { known: true, number, state: 'ISSUED' } });
    const unknown = await stranger.post('/contracts/verification', { sha256: 'b'.repeat(64) });
    expect(unknown).toMatchObject({ status: 200, body: { known: false } });
    expect((await stranger.post('/contracts/verification', { sha256: 'B' })).status).toBe(422);
    expect((await api.anonymous().post('/contracts/verification', { sha256 })).status).toBe(401);
  });
});
