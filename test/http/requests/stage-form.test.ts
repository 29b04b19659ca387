import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { openPhase } from '../../../src/tasks/phases/open-phase.ts';
import { beginRequest, expectDone, LEAVE, submitted, type RequestView } from '../../requests/request-case.ts';
import { startApi, type Answer, type Caller, type TestApi } from '../../support/api.ts';
import { republish } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

const REVIEWER = 'channel-reviewer.county-0101';
const SUPERIOR = 'leader.county-0101';
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
const FILE = { name: '核实记录.png', type: 'image/png', bytes: PNG };
const leave = { kind: 'STAFF_LEAVE', values: LEAVE };

let api: TestApi;
let asker: Caller;
let superior: Caller;
let colleague: Caller;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  [asker, superior, colleague] = await Promise.all([
    api.as(REVIEWER),
    api.as(SUPERIOR),
    api.as('channel-manager.county-0101'),
  ]);
  await publishLeave('EDIT');
}, 120_000);
afterAll(async () => {
  expect((await verifyAudit(api.db)).faults).toEqual([]);
  await api.close();
});

/** Leave whose superior may keep a record of their own, which whoever asks does not see. */
async function publishLeave(right: 'EDIT' | 'READ'): Promise<void> {
  await republish(api.db, 'REQUEST_KIND', 'STAFF_LEAVE', (body) => {
    const { form, route } = body as {
      form: { fields: { key: string }[] };
      route: { phases: Record<string, { stages: { key: string }[] }> };
    };
    const stages = { superior: right };
    const record = {
      key: 'record',
      type: 'FILE',
      title: { zh: '核实记录', en: 'Record' },
      required: false,
      rights: { applicant: 'HIDDEN', office: 'HIDDEN', stages },
    };
    return {
      ...body,
      form: { fields: [...form.fields.filter(({ key }) => key !== record.key), record] },
      route: {
        phases: Object.fromEntries(
          Object.entries(route.phases).map(([name, phase]) => [
            name,
            { stages: phase.stages.map((stage) => ({ ...stage, form: 'REQUEST_FORM' })) },
          ]),
        ),
      },
    };
  });
}

async function given(): Promise<{ caseId: string; taskId: string; form: string }> {
  const { caseId } = await submitted(api, REVIEWER, leave);
  await openPhase(api.db.pool, { caseId, generation: 1, seq: 1, name: 'REVIEW', human: true });
  const { id } = await api.db.sql.one<{ id: string }>('SELECT id FROM task WHERE case_id = $1', [caseId]);
  return { caseId, taskId: id, form: `/tasks/${id}/form` };
}

const formOf = async (who: Caller, form: string) => (await expectDone(who.get<RequestView>(form))).body;
const rightsOf = ({ fields }: RequestView) => new Set(fields.map(({ right }) => right));
const approve = (taskId: string) => expectDone(superior.post(`/tasks/${taskId}/decision`, { outcome: 'APPROVE' }));

describe('GET /tasks/{taskId}/form', () => {
  it('of an open task says what may be filled in', async () => {
    const { form } = await given();
    const view = await formOf(superior, form);
    expect(view.editable).toBe(true);
    expect(view.fields.find(({ key }) => key === 'record')).toMatchObject({ right: 'EDIT' });
  });

  it('of a task that is decided says that nothing may be filled in any more', async () => {
    const { form, taskId } = await given();
    await approve(taskId);
    const view = await formOf(superior, form);
    expect(view.editable).toBe(false);
    expect(rightsOf(view)).toEqual(new Set(['READ']));
    const saved = await superior.put(form, { values: {} }, { etag: view.version });
    expect(saved.body).toMatchObject({ code: 'ALREADY_DECIDED' });
  });

  it('of a request that is being withdrawn says so too', async () => {
    const { form, caseId } = await given();
    await expectDone(asker.post(`/cases/${caseId}/withdrawal`));
    expect((await formOf(superior, form)).editable).toBe(false);
  });
});

describe('POST /tasks/{taskId}/form/files', () => {
  const upload = (who: Caller, form: string): Promise<Answer> => who.upload(`${form}/files`, FILE);

  it('lets the stage put a file into the field that is its own, and only those who see that field read it', async () => {
    const { form, caseId } = await given();
    const { body } = await expectDone(upload(superior, form));
    const fileId = String(body['fileId']);
    const readers = async () => {
      const answers = await Promise.all([superior, asker, colleague].map((who) => who.get(`/files/${fileId}`)));
      return answers.map(({ status }) => status);
    };
    expect(await readers()).toEqual([200, 404, 404]);

    const { version } = await formOf(superior, form);
    await expectDone(superior.put(form, { values: { record: [fileId] } }, { etag: version }));
    expect((await formOf(superior, form)).values).toMatchObject({ record: [fileId] });
    expect(await readers()).toEqual([200, 404, 404]);
    const { after } = await api.db.sql.one<{ after: object }>(
      `SELECT payload::jsonb -> 'after' AS after FROM audit_entry WHERE chain = 'case:' || $1 AND action = 'FILE_ADDED'`,
      [caseId],
    );
    expect(after).toMatchObject({ fileId, stage: 'superior' });
  });

  it('shows whoever asked nothing of it, and gives them nothing to open it with', async () => {
    const { form, caseId, taskId } = await given();
    const fileId = String((await expectDone(upload(superior, form))).body['fileId']);
    await expectDone(
      superior.post(`/tasks/${taskId}/decision`, { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' }),
    );
    expect(JSON.stringify((await asker.get(`/cases/${caseId}/timeline`)).body)).not.toContain(fileId);
    expect(JSON.stringify((await superior.get(`/cases/${caseId}/timeline`)).body)).toContain(fileId);

    const values = { ...LEAVE, leaveType: 'SICK', reason: '发烧', certificate: [fileId] };
    const { body } = await asker.get<RequestView>(`/requests/${caseId}`);
    const named = await asker.put(`/requests/${caseId}`, { values }, { etag: body.version });
    expect(named.body).toMatchObject({ facts: { faults: [{ field: 'certificate', code: 'REFERENCE_UNKNOWN' }] } });
    expect((await asker.get(`/files/${fileId}`)).status).toBe(404);
  });

  it('is answered as if there were no task to whoever may not see it, and refused to whoever asked', async () => {
    const { form } = await given();
    const stranger = await api.as('leader.county-0201');
    expect((await upload(stranger, form)).status).toBe(404);
    expect((await upload(await api.as('owner.0001@example.com'), form)).status).toBe(404);
    expect((await upload(asker, form)).body).toMatchObject({ code: 'EXCLUDED' });
    expect((await upload(colleague, form)).body).toMatchObject({ code: 'NOT_HOLDER' });
  });

  it('is refused once the task is decided', async () => {
    const { form, taskId } = await given();
    await approve(taskId);
    expect((await upload(superior, form)).body).toMatchObject({ code: 'ALREADY_DECIDED' });
  });

  it('is refused where the stage fills in no file', async () => {
    await publishLeave('READ');
    const { form } = await given();
    await publishLeave('EDIT');
    expect((await upload(superior, form)).body).toMatchObject({ code: 'OPERATION_NOT_OFFERED' });
  });

  it('has room although whoever asked has used up theirs', async () => {
    await republish(api.db, 'PROCESS_POLICY', 'REQUEST', (body) => ({
      ...body,
      uploads: { ...(body['uploads'] as object), maxFiles: 1 },
    }));
    const { caseId } = await beginRequest(api, REVIEWER, leave);
    await expectDone(asker.upload(`/requests/${caseId}/files`, FILE));
    expect((await asker.upload(`/requests/${caseId}/files`, FILE)).body).toMatchObject({ code: 'TOO_MANY_FILES' });
    await expectDone(asker.post(`/requests/${caseId}/submission`, {}));
    await openPhase(api.db.pool, { caseId, generation: 1, seq: 1, name: 'REVIEW', human: true });
    const { id } = await api.db.sql.one<{ id: string }>('SELECT id FROM task WHERE case_id = $1', [caseId]);
    expect((await upload(superior, `/tasks/${id}/form`)).status).toBe(201);
    expect((await upload(superior, `/tasks/${id}/form`)).body).toMatchObject({ code: 'TOO_MANY_FILES' });
  });
});
