import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINE_AWAY, companyId } from '../http/admission/drafts.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { givenCase, LEADER, OWNER, publishRoute, wish, type OfficeCase } from '../tasks/office.ts';

interface Event {
  readonly action: string;
  readonly actor: { readonly name: string } | null;
}

let api: TestApi;
let one: OfficeCase;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  one = await givenCase(api.db, await publishRoute(api.db, { REVIEW: { stages: [wish('check')] } }));
  await one.open('REVIEW');
  await one.claim(LEADER, 'check');
  await one.approve(LEADER, 'check');
});
afterAll(async () => {
  await api.close();
});

async function timelineFor(login: string): Promise<readonly Event[]> {
  const caller = await api.as(login);
  const { status, body } = await caller.get<{ items: Event[] }>(`/cases/${one.id}/timeline`);
  expect(status).toBe(200);
  return body.items;
}

async function joinCompany(login: string): Promise<void> {
  await api.db.sql.run(
    `INSERT INTO company_member (company_id, account_id, role) SELECT $1, id, 'OPERATOR' FROM account WHERE login = $2`,
    [await companyId(api, '0001'), login],
  );
}

describe('the timeline of a case', () => {
  it('names to the office who claimed and who decided, and to the applicant only what was decided', async () => {
    const office = await timelineFor('channel-reviewer.county-0101');
    const applicant = await timelineFor(OWNER);

    expect(office.map(({ action }) => action)).toEqual(expect.arrayContaining(['TASK_CLAIM', 'TASK_APPROVE']));
    expect(office.find(({ action }) => action === 'TASK_APPROVE')?.actor).not.toBeNull();
    expect(applicant.map(({ action }) => action)).not.toContain('TASK_CLAIM');
    expect(applicant.find(({ action }) => action === 'TASK_APPROVE')).toMatchObject({ actor: null });
  });

  it.each(['channel-manager.county-0101', 'auditor.province'])(
    'is the applicant’s for %s, once they are a member of the company that applies',
    async (login) => {
      const before = await timelineFor(login);
      await joinCompany(login);

      expect(before.map(({ action }) => action)).toContain('TASK_CLAIM');
      expect(await timelineFor(login)).toEqual(await timelineFor(OWNER));
    },
  );
});
