import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { openPhase } from '../../../src/tasks/phases/open-phase.ts';
import { beginRequest, expectDone, LEAVE, submitted, viewOf, type RequestView } from '../../requests/request-case.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { companyId, ENGINE_AWAY } from '../admission/drafts.ts';

const REVIEWER = 'channel-reviewer.county-0101';
const OWNER = 'owner.0001@example.com';
const leave = { kind: 'STAFF_LEAVE', values: LEAVE };

let api: TestApi;
let reviewer: Caller;
let owner: Caller;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  reviewer = await api.as(REVIEWER);
  owner = await api.as(OWNER);
}, 120_000);
afterAll(async () => {
  expect((await verifyAudit(api.db)).faults).toEqual([]);
  await api.close();
});

const codesOf = (kinds: { items: { code: string }[] }) => kinds.items.map(({ code }) => code);

describe('GET /request-kinds', () => {
  it('lists what one may start, in both languages', async () => {
    const mine = await reviewer.get<{ items: { code: string; title: object; asStaff: boolean }[] }>('/request-kinds');
    const theirs = await owner.get<{ items: { code: string; companyIds: string[] }[] }>('/request-kinds');

    expect(codesOf(mine.body)).toEqual(['PROPOSAL', 'RULE_PUBLICATION', 'STAFF_LEAVE']);
    expect(mine.body.items[2]).toMatchObject({ title: { zh: '员工请假', en: 'Staff leave' }, asStaff: true });
    expect(codesOf(theirs.body)).toEqual(['APPEAL', 'COMPANY_CHANGE']);
    expect(theirs.body.items[0]?.companyIds).toEqual([await companyId(api, '0001')]);
  });

  it('gives the form of one, as JSON Schema too, without what is not theirs to see', async () => {
    const { body } = await owner.get<{ fields: { key: string }[] }>('/request-kinds/APPEAL');

    expect(body.fields.map(({ key }) => key)).toEqual(['grounds', 'wanted', 'evidence']);
    expect(body).toMatchObject({ jsonSchema: { properties: { grounds: { type: 'string', maxLength: 4000 } } } });
    expect((await reviewer.get('/request-kinds/APPEAL')).status).toBe(404);
  });
});

describe('POST /requests', () => {
  it('begins a draft that only whoever asked sees', async () => {
    const { caseId } = await beginRequest(api, REVIEWER, leave);

    expect(await viewOf(reviewer, caseId)).toMatchObject({ state: 'DRAFT', version: 1, editable: true, values: LEAVE });
    const superior = await api.as('leader.county-0101');
    expect((await superior.get(`/requests/${caseId}`)).status).toBe(404);
    expect((await superior.get(`/cases/${caseId}`)).status).toBe(404);
    const { body } = await reviewer.get<{ items: { caseId: string }[] }>('/requests?kind=STAFF_LEAVE');
    expect(body.items.map((line) => line.caseId)).toContain(caseId);
  });

  it('says what is wrong field by field, in both languages and without what was filled in', async () => {
    const values = { leaveType: 'HOLIDAY', firstDay: '不知道', nonsense: '张三' };
    const { status, body } = await reviewer.post('/requests', { ...leave, values });

    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: 'FORM_FAULTY',
      facts: {
        faults: [
          { field: null, code: 'UNKNOWN_FIELD' },
          {
            field: 'leaveType',
            code: 'OPTION_UNKNOWN',
            title: { zh: '请假类型', en: 'Kind of leave' },
            detail: { zh: '不是可选项', en: 'It is none of the options.' },
          },
          { field: 'firstDay', code: 'TYPE' },
        ],
      },
    });
    expect(JSON.stringify(body)).not.toMatch(/张三|nonsense|HOLIDAY/);
  });

  it('is refused for a kind there is not, to whom may not, and for a company that is not theirs', async () => {
    const foreign = { kind: 'COMPANY_CHANGE', companyId: await companyId(api, '0002') };

    expect((await reviewer.post('/requests', { kind: 'NO_SUCH_KIND' })).body).toMatchObject({ code: 'KIND_NOT_OPEN' });
    expect((await owner.post('/requests', leave)).body).toMatchObject({ code: 'NOT_ALLOWED' });
    expect((await owner.post('/requests', foreign)).status).toBe(404);
    expect((await (await api.as('auditor.province')).post('/requests', leave)).status).toBe(403);
  });

  it('repeated under its key begins one', async () => {
    const options = { key: randomUUID() };
    const first = await reviewer.post('/requests', leave, options);
    const second = await reviewer.post('/requests', leave, options);

    expect(second.body).toEqual(first.body);
  });

  it('begins no second one where there may be one at a time', async () => {
    const body = { kind: 'COMPANY_CHANGE', companyId: await companyId(api, '0001'), values: { items: ['PHONE'] } };
    const first = await beginRequest(api, OWNER, body);

    const answers = await Promise.all([owner.post('/requests', body), owner.post('/requests', body)]);

    expect(answers.map((answer) => answer.body['code'])).toEqual(['OPEN_REQUEST_EXISTS', 'OPEN_REQUEST_EXISTS']);
    expect(answers[0].body).toMatchObject({ facts: { caseId: first.caseId, number: first.number } });
    await expectDone(owner.post(`/cases/${first.caseId}/withdrawal`));
    const again = await beginRequest(api, OWNER, body);
    await expectDone(owner.post(`/cases/${again.caseId}/withdrawal`));
  });
});

describe('PUT /requests/{caseId}', () => {
  it('saves under the version that was read, and drops what is no longer shown', async () => {
    const sick = { ...LEAVE, leaveType: 'SICK', reason: '发烧' };
    const { caseId } = await beginRequest(api, REVIEWER, { ...leave, values: sick });

    const saved = await reviewer.put(`/requests/${caseId}`, { values: { ...sick, leaveType: 'ANNUAL' } }, { etag: 1 });
    const stale = await reviewer.put(`/requests/${caseId}`, { values: sick }, { etag: 1 });
    const versionless = await reviewer.put(`/requests/${caseId}`, { values: sick });

    expect(saved.body).toMatchObject({ caseId, version: 2 });
    expect((await viewOf(reviewer, caseId)).values).toEqual(LEAVE);
    expect(stale.body).toMatchObject({ code: 'STALE_VERSION' });
    expect(versionless.body).toMatchObject({ code: 'VERSION_MISSING' });
  });

  it('names only records that are there, and files of its own', async () => {
    const { caseId } = await beginRequest(api, REVIEWER, leave);
    const other = await beginRequest(api, REVIEWER, leave);
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
    const file = { name: '病假条.png', type: 'image/png', bytes: png };
    const { body } = await expectDone(reviewer.upload(`/requests/${other.caseId}/files`, file));
    const values = { ...LEAVE, leaveType: 'SICK', certificate: [body['fileId']], standIn: randomUUID() };

    const refused = await reviewer.put(`/requests/${caseId}`, { values }, { etag: 1 });
    const known = { ...values, standIn: null };
    const accepted = await reviewer.put(`/requests/${other.caseId}`, { values: known }, { etag: 1 });

    expect(refused.body).toMatchObject({
      facts: {
        faults: [
          { field: 'certificate', code: 'REFERENCE_UNKNOWN' },
          { field: 'standIn', code: 'REFERENCE_UNKNOWN' },
        ],
      },
    });
    expect(accepted.status).toBe(200);
    expect((await reviewer.get(`/files/${String(body['fileId'])}`)).status).toBe(200);
    expect((await owner.get(`/files/${String(body['fileId'])}`)).status).toBe(404);
  });

  it('is over when the request is handed in', async () => {
    const { caseId } = await submitted(api, REVIEWER, leave);
    const answer = await reviewer.put(`/requests/${caseId}`, { values: LEAVE }, { etag: 2 });

    expect(answer.body).toMatchObject({ code: 'WRONG_STATE' });
  });
});

describe('POST /requests/{caseId}/submission', () => {
  it('asks for everything that is shown and required, and for days in their order', async () => {
    const values = { leaveType: 'SICK', firstDay: '2026-12-07', lastDay: '2026-12-06' };
    const { caseId } = await beginRequest(api, REVIEWER, { ...leave, values });

    const { status, body } = await reviewer.post(`/requests/${caseId}/submission`, {});

    expect(status).toBe(422);
    expect(body).toMatchObject({
      facts: {
        faults: [
          { field: 'lastDay', code: 'TOO_EARLY', limit: 'firstDay' },
          { field: 'certificate', code: 'MISSING' },
          { field: 'reason', code: 'MISSING' },
        ],
      },
    });
    expect(await viewOf(reviewer, caseId)).toMatchObject({ state: 'DRAFT' });
  });

  it('asks for the declaration where the kind does', async () => {
    const body = {
      kind: 'COMPANY_CHANGE',
      companyId: await companyId(api, '0001'),
      values: { items: ['PHONE'], newPhone: '0571-88880000' },
    };
    const { caseId } = await beginRequest(api, OWNER, body);

    const refused = await owner.post(`/requests/${caseId}/submission`, {});
    expect(refused.body).toMatchObject({ code: 'DECLARATION_MISSING' });
    await expectDone(owner.post(`/cases/${caseId}/withdrawal`));
  });

  it('hands a request in once, and keeps the rules it was handed in under', async () => {
    const { caseId } = await beginRequest(api, REVIEWER, leave);
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => reviewer.post(`/requests/${caseId}/submission`, {})),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const pins = await api.db.sql.one<{ same: boolean; kind: string }>(
      `SELECT c.process_version_id = c.route_version_id AS same, p.kind FROM "case" c JOIN policy_version p ON p.id = c.process_version_id WHERE c.id = $1`,
      [caseId],
    );
    expect(pins).toEqual({ same: true, kind: 'REQUEST_KIND' });
  });
});

describe('what is between whoever asks and a stage', () => {
  it('is shown at that stage, file and all, and to nobody else of the office', async () => {
    const { caseId } = await beginRequest(api, REVIEWER, leave);
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
    const file = { name: '病假条.png', type: 'image/png', bytes: png };
    const { body } = await expectDone(reviewer.upload(`/requests/${caseId}/files`, file));
    const fileId = String(body['fileId']);
    const values = { ...LEAVE, leaveType: 'SICK', certificate: [fileId], reason: '发烧' };
    await expectDone(reviewer.put(`/requests/${caseId}`, { values }, { etag: 1 }));
    await expectDone(reviewer.post(`/requests/${caseId}/submission`, {}));
    await openPhase(api.db.pool, { caseId, generation: 1, seq: 1, name: 'REVIEW', human: true });
    const task = await api.db.sql.one<{ id: string }>('SELECT id FROM task WHERE case_id = $1', [caseId]);
    const [superior, colleague] = [await api.as('leader.county-0101'), await api.as('channel-manager.county-0101')];

    const seen = await expectDone(superior.get<RequestView>(`/tasks/${task.id}/form`));
    expect(seen.body.values).toMatchObject({ reason: '发烧' });
    expect((await superior.get(`/files/${fileId}`)).status).toBe(200);
    expect((await reviewer.get(`/files/${fileId}`)).status).toBe(200);
    const other = await viewOf(colleague, caseId);
    expect(Object.keys(other.values).sort()).toEqual(['firstDay', 'lastDay', 'leaveType']);
    expect((await colleague.get(`/files/${fileId}`)).status).toBe(404);
  });
});

describe('the desk of a request', () => {
  it('shows whoever asked the way it will go, with who decides', async () => {
    const { caseId } = await submitted(api, REVIEWER, leave);
    await openPhase(api.db.pool, { caseId, generation: 1, seq: 1, name: 'REVIEW', human: true });

    const { body } = await reviewer.get<{ phases: { name: string }[] }>(`/cases/${caseId}/prediction`);
    expect(body.phases.map(({ name }) => name)).toEqual(['REVIEW']);
    expect(JSON.stringify(body)).toContain('上级审批');
    const timeline = await reviewer.get<{ items: { action: string }[] }>(`/cases/${caseId}/timeline`);
    expect(timeline.body.items.map(({ action }) => action)).toEqual([
      'REQUEST_STARTED',
      'REQUEST_SUBMITTED',
      'PHASE_OPENED',
    ]);
  });
});
