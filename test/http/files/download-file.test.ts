import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';
import { startDraft, type Draft } from '../admission/drafts.ts';
import { JPEG, pdf, pdfOf } from '../admission/samples.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api.close();
});

async function uploadTo(draft: Draft, file: { name: string; type: string; bytes: Uint8Array }): Promise<string> {
  const target = `/applications/${draft.caseId}/items/BUSINESS_LICENCE/files`;
  const { body } = await draft.owner.upload<{ fileId: string }>(target, file);
  return body.fileId;
}

async function accessesOf(fileId: string): Promise<number> {
  const { n } = await api.db.sql.one<{ n: number }>('SELECT count(*) AS n FROM file_access WHERE file_id = $1', [
    fileId,
  ]);
  return n;
}

describe('GET /files/{fileId}', () => {
  it.each(['营业执照（副本）.pdf', '㛃𠮷🏪👨‍👩‍👧.pdf', `it's (1) * 50%; "q".pdf`])(
    'gives back %s, bytes and name intact, and records who took it',
    async (name) => {
      const draft = await startDraft(api);
      const fileId = await uploadTo(draft, { name, type: 'application/pdf', bytes: pdfOf(name) });
      const answer = await draft.owner.get(`/files/${fileId}`);
      expect(answer.status).toBe(200);
      expect(answer.bytes.equals(pdfOf(name))).toBe(true);
      const disposition = answer.headers.get('content-disposition') ?? '';
      expect(decodeURIComponent(/filename\*=UTF-8''(\S+)$/.exec(disposition)?.[1] ?? '')).toBe(name);
      expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]*"; /);
      expect(await accessesOf(fileId)).toBe(1);
    },
  );

  it('serves a file so that a browser runs nothing of it', async () => {
    const draft = await startDraft(api);
    const fileId = await uploadTo(draft, { name: '门头.jpg', type: 'text/html', bytes: JPEG });
    const { headers } = await draft.owner.get(`/files/${fileId}`);
    expect(headers.get('content-type')).toBe('image/jpeg');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('cache-control')).toContain('no-store');
  });

  it("answers another company's file, and nobody's, as if it did not exist", async () => {
    const draft = await startDraft(api);
    const fileId = await uploadTo(draft, pdf('a.pdf'));
    const stranger = await api.as('owner.0002@example.com');
    expect(await stranger.get(`/files/${fileId}`)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await draft.owner.get(`/files/${draft.caseId}`)).toMatchObject({ status: 404 });
    expect(await draft.owner.get('/files/..%2F..%2Fetc%2Fpasswd')).toMatchObject({ status: 404 });
    expect(await api.anonymous().get(`/files/${fileId}`)).toMatchObject({ status: 401 });
    expect(await accessesOf(fileId)).toBe(0);
  });

  it("shows staff of the county the files once the application is submitted, and another county's staff never", async () => {
    const draft = await startDraft(api);
    const fileId = await uploadTo(draft, pdf('a.pdf'));
    const leader = await api.as('leader.county-0101');
    expect(await leader.get(`/files/${fileId}`)).toMatchObject({ status: 404 });
    await api.db.asOwner(`UPDATE "case" SET state = 'SUBMITTED', submitted_at = now() WHERE id = $1`, [draft.caseId]);
    expect(await leader.get(`/files/${fileId}`)).toMatchObject({ status: 200 });
    expect(await (await api.as('leader.county-0201')).get(`/files/${fileId}`)).toMatchObject({ status: 404 });
    expect(await (await api.as('auditor.province')).get(`/files/${fileId}`)).toMatchObject({ status: 200 });
    expect(await accessesOf(fileId)).toBe(2);
  });
});
