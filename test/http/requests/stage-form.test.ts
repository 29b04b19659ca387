import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { openPhase } from '../../../src/tasks/phases/open-phase.ts';
import { expectDone, LEAVE, submitted, type RequestView } from '../../requests/request-case.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { republish } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

const REVIEWER = 'channel-reviewer.county-0101';
const SUPERIOR = 'leader.county-0101';
const leave = { kind: 'STAFF_LEAVE', values: LEAVE };

let api: TestApi;
let asker: Caller;
let superior: Caller;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  [asker, superior] = await Promise.all([api.as(REVIEWER), api.as(SUPERIOR)]);
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
