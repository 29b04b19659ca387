import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';
import { auditOf, startDraft, type Draft } from './drafts.ts';
import { EXE, JPEG, PNG, pdf, pdfOf } from './samples.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api.close();
});

const LICENCE = 'BUSINESS_LICENCE';

function itemPath(draft: Draft, code = LICENCE): string {
  return `/applications/${draft.caseId}/items/${code}`;
}

async function readItem(draft: Draft, code = LICENCE) {
  const { body } = await draft.owner.get<{ items: Record<string, unknown>[] }>(`/applications/${draft.caseId}`);
  return body.items.find((item) => item['code'] === code);
}

/** No upload may leave anything behind, whatever became of it. */
async function temporaryFiles(): Promise<string[]> {
  return readdir(path.join(api.config.dataDir, 'tmp')).catch(() => []);
}

describe('PUT /applications/{caseId}/items/{code}', () => {
  it('keeps number and validity and raises the revision', async () => {
    const draft = await startDraft(api);
    const values = { number: '91990000MA00000001 㛃𠮷', validFrom: '2024-02-29', validTo: '2099-12-31' };
    const answer = await draft.owner.put(itemPath(draft), values, { etag: 1 });
    expect(answer).toMatchObject({ status: 200, body: { revision: 2 } });
    expect(await readItem(draft)).toMatchObject({ ...values, permanent: false, revision: 2 });
  });

  it('takes the same values again for no change', async () => {
    const draft = await startDraft(api);
    const values = { number: '1', validFrom: '2024-01-01', validTo: null };
    await draft.owner.put(itemPath(draft), values, { etag: 1 });
    const again = await draft.owner.put(itemPath(draft), values, { etag: 2 });
    expect(again).toMatchObject({ status: 200, body: { revision: 2 } });
  });

  it('keeps a proof without an end', async () => {
    const draft = await startDraft(api);
    await draft.owner.put(itemPath(draft), { number: '1', permanent: true }, { etag: 1 });
    expect(await readItem(draft)).toMatchObject({ permanent: true, validTo: null });
  });

  it('tells the second writer that the item has moved on', async () => {
    const draft = await startDraft(api);
    await draft.owner.put(itemPath(draft), { number: '1' }, { etag: 1 });
    const answer = await draft.owner.put(itemPath(draft), { number: '2' }, { etag: 1 });
    expect(answer.body).toMatchObject({ code: 'STALE_VERSION', facts: { revision: 2 } });
    expect(await readItem(draft)).toMatchObject({ number: '1' });
  });

  it.each([
    ['a date that does not exist', { validTo: '2026-02-30' }],
    ['a date of another shape', { validTo: '22.11.2026' }],
    ['a year nobody means', { validTo: '0001-01-01' }],
    ['an end before the beginning', { validFrom: '2026-02-02', validTo: '2026-02-01' }],
    ['an end of what has none', { permanent: true, validTo: '2030-01-01' }],
    ['a number of two lines', { number: '1\n2' }],
    ['a number of 101 characters', { number: '1'.repeat(101) }],
    ['an unknown field', { verdict: 'PASSED' }],
  ])('refuses %s', async (_title, values) => {
    const draft = await startDraft(api);
    const answer = await draft.owner.put(itemPath(draft), values, { etag: 1 });
    expect(['INVALID', 'UNKNOWN_FIELD']).toContain(answer.body['code']);
  });

  it('knows only the items of the checklist', async () => {
    const draft = await startDraft(api);
    const answer = await draft.owner.put(itemPath(draft, 'NO_SUCH_ITEM'), { number: '1' }, { etag: 1 });
    expect(answer).toMatchObject({ status: 422, body: { code: 'ITEM_UNKNOWN' } });
    expect((await draft.owner.put(itemPath(draft, 'no%20item'), { number: '1' }, { etag: 1 })).status).toBe(404);
  });

  it("answers another company's item as if it did not exist", async () => {
    const draft = await startDraft(api);
    const stranger = await api.as('owner.0002@example.com');
    expect(await stranger.put(itemPath(draft), { number: '1' }, { etag: 1 })).toMatchObject({ status: 404 });
  });

  it('opens only the returned items while an application is returned', async () => {
    const draft = await startDraft(api);
    await api.db.asOwner(
      `WITH c AS (UPDATE "case" SET state = 'RETURNED' WHERE id = $1)
       UPDATE application_item SET verdict = CASE code WHEN 'BUSINESS_LICENCE' THEN 'RETURNED' ELSE 'PASSED' END WHERE case_id = $1`,
      [draft.caseId],
    );
    expect(await draft.owner.put(itemPath(draft), { number: '1' }, { etag: 1 })).toMatchObject({ status: 200 });
    const shut = itemPath(draft, 'LEGAL_REP_ID');
    expect((await draft.owner.put(shut, { validTo: '2099-01-01' }, { etag: 1 })).body).toMatchObject({
      code: 'ITEM_NOT_EDITABLE',
      facts: { code: 'LEGAL_REP_ID' },
    });
    expect((await draft.owner.upload(`${shut}/files`, pdf('a.pdf'))).body).toMatchObject({ code: 'ITEM_NOT_EDITABLE' });
    expect((await draft.owner.upload(`${itemPath(draft)}/files`, pdf('a.pdf'))).status).toBe(201);
  });

  it('changes nothing once the application is under review', async () => {
    const draft = await startDraft(api);
    await api.db.asOwner(`UPDATE "case" SET state = 'MATERIAL_REVIEW' WHERE id = $1`, [draft.caseId]);
    expect((await draft.owner.put(itemPath(draft), { number: '1' }, { etag: 1 })).body).toMatchObject({
      code: 'WRONG_STATE',
    });
  });
});

describe('POST /applications/{caseId}/items/{code}/files', () => {
  it.each([
    ['营业执照（副本）.pdf', 'application/pdf', pdfOf('one')],
    ['㛃𠮷🏪👨‍👩‍👧.pdf', 'application/pdf', pdfOf('two')],
    ['门头照片.JPG', 'image/jpeg', JPEG],
    ['截图 50%.png', 'image/png', PNG],
    ['it\'s (1) "q".pdf', 'application/pdf', pdfOf('three')],
  ])('keeps %s as it is, name and bytes', async (name, type, bytes) => {
    const draft = await startDraft(api);
    const answer = await draft.owner.upload<{ fileId: string; sha256: string }>(`${itemPath(draft)}/files`, {
      name,
      type: 'application/octet-stream',
      bytes,
    });
    expect(answer).toMatchObject({ status: 201, body: { revision: 2 } });
    expect(answer.body.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await readItem(draft)).toMatchObject({
      files: [{ id: answer.body.fileId, name, mime: type, size: bytes.length, sha256: answer.body.sha256 }],
    });
    expect(await temporaryFiles()).toEqual([]);
    expect(await auditOf(api, draft.caseId)).toEqual(['APPLICATION_STARTED', 'FILE_ADDED']);
  });

  it('keeps the part of a name behind the folders', async () => {
    const draft = await startDraft(api);
    await draft.owner.upload(`${itemPath(draft)}/files`, pdf('../../../etc/执照.pdf'));
    expect(await readItem(draft)).toMatchObject({ files: [{ name: '执照.pdf' }] });
  });

  it.each([
    ['a program named .pdf', { name: 'licence.pdf', type: 'application/pdf', bytes: EXE }],
    [
      'a page named .pdf',
      { name: 'licence.pdf', type: 'application/pdf', bytes: Buffer.from('<html><script>1</script>') },
    ],
    ['a picture named .pdf', { name: 'licence.pdf', type: 'application/pdf', bytes: JPEG }],
    ['a PDF named .exe', { name: 'licence.exe', type: 'application/pdf', bytes: pdfOf('x') }],
    ['a kind nobody wants', { name: 'list.csv', type: 'text/csv', bytes: Buffer.from('a,b\n1,2\n') }],
  ])('refuses %s and says which types are accepted', async (_title, file) => {
    const draft = await startDraft(api);
    const answer = await draft.owner.upload(`${itemPath(draft)}/files`, file);
    expect(answer).toMatchObject({
      status: 415,
      body: { code: 'FILE_TYPE_REFUSED', facts: { types: ['application/pdf', 'image/jpeg', 'image/png'] } },
    });
    expect(await readItem(draft)).toMatchObject({ files: [], revision: 1 });
    expect(await temporaryFiles()).toEqual([]);
  });

  it('refuses a file beyond the size of the policy, by one byte', async () => {
    const draft = await startDraft(api);
    const limit = 20 * 1024 * 1024;
    const file = (size: number) => ({
      ...pdf('大.pdf'),
      bytes: Buffer.concat([pdfOf('x'), Buffer.alloc(size)]).subarray(0, size),
    });
    expect(await draft.owner.upload(`${itemPath(draft)}/files`, file(limit + 1))).toMatchObject({
      status: 413,
      body: { code: 'FILE_TOO_LARGE', facts: { maxBytes: limit } },
    });
    expect(await draft.owner.upload(`${itemPath(draft)}/files`, file(limit))).toMatchObject({ status: 201 });
    expect(await temporaryFiles()).toEqual([]);
  });

  it.each([
    ['an empty file', { ...pdf('a.pdf'), bytes: new Uint8Array() }, 422, 'FILE_EMPTY'],
    ['a name of 201 characters', pdf(`${'长'.repeat(197)}.pdf`), 422, 'FILE_NAME_REFUSED'],
  ])('refuses %s', async (_title, file, status, code) => {
    const draft = await startDraft(api);
    expect(await draft.owner.upload(`${itemPath(draft)}/files`, file)).toMatchObject({ status, body: { code } });
    expect(await temporaryFiles()).toEqual([]);
  });

  it('refuses bodies that are no such form', async () => {
    const { owner, ...rest } = await startDraft(api);
    const target = `${itemPath({ owner, ...rest })}/files`;
    const raw = (type: string, body: string) => owner.post(target, body, { headers: { 'content-type': type } });
    expect((await owner.post(target, { file: 'x' })).body).toMatchObject({ code: 'UNSUPPORTED_MEDIA' });
    expect((await raw('multipart/form-data', 'x')).body).toMatchObject({ code: 'MALFORMED' });
    expect((await raw('multipart/form-data; boundary=b', '--b\r\n\r\n--b--')).status).toBeLessThan(500);
    const cut = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4';
    expect((await raw('multipart/form-data; boundary=b', cut)).body).toMatchObject({ code: 'MALFORMED' });
    const field = '--b\r\nContent-Disposition: form-data; name="other"\r\n\r\nx\r\n--b--\r\n';
    expect((await raw('multipart/form-data; boundary=b', field)).body).toMatchObject({ code: 'INVALID' });
    const elsewhere = '--b\r\nContent-Disposition: form-data; name="other"; filename="a.pdf"\r\n\r\nx\r\n--b--\r\n';
    expect((await raw('multipart/form-data; boundary=b', elsewhere)).body).toMatchObject({ code: 'INVALID' });
    expect(await temporaryFiles()).toEqual([]);
  });

  it('adds no more files than the policy allows, also of twenty at once', async () => {
    const draft = await startDraft(api);
    const answers = await Promise.all(
      Array.from({ length: 14 }, (_, n) => draft.owner.upload(`${itemPath(draft)}/files`, pdf(`${n}.pdf`))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map(({ body }) => body)).toEqual(
      refused.map(() => expect.objectContaining({ code: 'TOO_MANY_FILES', facts: { max: 10 } })),
    );
    expect(await readItem(draft)).toMatchObject({ revision: 11 });
  });

  it('adds one file for one key, and refuses the key for another content', async () => {
    const draft = await startDraft(api);
    const target = `${itemPath(draft)}/files`;
    const upload = () => draft.owner.upload(target, pdf('a.pdf'), { key: 'upload-once-only' });
    const [first, second] = [await upload(), await upload()];
    expect(second.body).toEqual(first.body);
    const other = await draft.owner.upload(target, pdf('b.pdf'), { key: 'upload-once-only' });
    expect(other.body).toMatchObject({ code: 'KEY_REUSED' });
    expect(((await readItem(draft))?.['files'] as unknown[]).length).toBe(1);
  });

  it("reads nobody's bytes for an application that is not theirs", async () => {
    const draft = await startDraft(api);
    const stranger = await api.as('owner.0002@example.com');
    expect(await stranger.upload(`${itemPath(draft)}/files`, pdf('a.pdf'))).toMatchObject({ status: 404 });
    const signer = await api.as('signer.0001@example.com');
    expect(await signer.upload(`${itemPath(draft)}/files`, pdf('a.pdf'))).toMatchObject({ status: 403 });
  });

  it('leaves nothing behind when the sender goes away in the middle', async () => {
    const draft = await startDraft(api);
    const request = http.request(new URL(`/api/v1${itemPath(draft)}/files`, api.url), {
      method: 'POST',
      headers: {
        cookie: draft.owner.cookie(),
        origin: api.url,
        'sec-fetch-site': 'same-origin',
        'idempotency-key': 'goes-away-in-the-middle',
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': '1000000',
      },
    });
    request.on('error', () => undefined);
    request.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4');
    await until(async () => (await temporaryFiles()).length === 1);
    request.destroy();
    await until(async () => (await temporaryFiles()).length === 0);
    expect(await readItem(draft)).toMatchObject({ files: [] });
  });
});

describe('DELETE /applications/{caseId}/items/{code}/files/{fileId}', () => {
  it('takes the file out of the item and keeps the row', async () => {
    const draft = await startDraft(api);
    const { body } = await draft.owner.upload<{ fileId: string }>(`${itemPath(draft)}/files`, pdf('a.pdf'));
    const target = `${itemPath(draft)}/files/${body.fileId}`;
    expect(await draft.owner.delete(target)).toMatchObject({ status: 200, body: { revision: 3 } });
    expect(await readItem(draft)).toMatchObject({ files: [] });
    expect(await draft.owner.delete(target)).toMatchObject({ status: 404 });
    const row = await api.db.sql.one('SELECT removed_at FROM item_file WHERE file_id = $1', [body.fileId]);
    expect(row['removed_at']).toBeInstanceOf(Date);
    expect(await auditOf(api, draft.caseId)).toEqual(['APPLICATION_STARTED', 'FILE_ADDED', 'FILE_REMOVED']);
  });

  it('takes out no file of another item or another company', async () => {
    const draft = await startDraft(api);
    const { body } = await draft.owner.upload<{ fileId: string }>(`${itemPath(draft)}/files`, pdf('a.pdf'));
    const elsewhere = `${itemPath(draft, 'PREMISES_PROOF')}/files/${body.fileId}`;
    expect(await draft.owner.delete(elsewhere)).toMatchObject({ status: 404 });
    const stranger = await api.as('owner.0002@example.com');
    expect(await stranger.delete(`${itemPath(draft)}/files/${body.fileId}`)).toMatchObject({ status: 404 });
    expect(await readItem(draft)).toMatchObject({ files: [{ id: body.fileId }] });
  });
});

/** Turns of the event loop until something is so; the test's own time limit ends what never is. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
