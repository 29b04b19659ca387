import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RouteBody } from '../../../src/domain/routes/route.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  officeCase,
  publishRoute,
  republish,
  REVIEWER,
  wish,
} from '../../tasks/office.ts';
import { askedOf } from '../../tasks/people/approvers/people.ts';
import { ENGINE_AWAY, fillProofs, startDraft } from '../admission/drafts.ts';

interface Offers {
  readonly items: readonly { stage: string; atMost: number; people: readonly { accountId: string; name: string }[] }[];
}

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
});
afterAll(async () => {
  await api.close();
});

const FROM_HEADS = [{ kind: 'HEAD' as const, unit: 'CITY' as const }];

describe('GET /tasks/{taskId}/choices', () => {
  it('offers people for the stages to come, whom the decision then names', async () => {
    const approvers = [{ kind: 'CHOSEN_AT' as const, stage: 'county', from: FROM_HEADS }];
    const stages = [wish('county'), wish('next', { after: ['county'], approvers })];
    const one = await givenCase(api.db, await publishRoute(api.db, { LEADER_APPROVAL: { stages } }));
    await one.open('LEADER_APPROVAL');
    const { id } = await one.task('county');
    const leader = await api.as(LEADER);
    const { body } = await leader.get<Offers>(`/tasks/${id}/choices`);
    const { id: accountId } = await actorOf(api.db, CITY_LEADER);
    expect(body.items).toMatchObject([{ stage: 'next', atMost: 1, people: [{ accountId }] }]);
    expect((await (await api.as(REVIEWER)).get(`/tasks/${id}/choices`)).status).toBe(403);
    expect((await (await api.as('leader.county-0201')).get(`/tasks/${id}/choices`)).status).toBe(404);
    const decision = `/tasks/${id}/decision`;
    expect(await leader.post(decision, { outcome: 'APPROVE' })).toMatchObject({
      status: 422,
      body: { code: 'CHOICE_MISSING', title: '请选择下一环节办理人', facts: { stage: 'next' } },
    });
    const { id: reviewer } = await actorOf(api.db, REVIEWER);
    expect(await leader.post(decision, { outcome: 'APPROVE', next: { next: [reviewer] } })).toMatchObject({
      status: 422,
      body: { code: 'CHOICE_NOT_POSSIBLE', facts: { reasonCode: 'NOT_OFFERED' } },
    });
    expect((await leader.post(decision, { outcome: 'APPROVE', next: { next: [accountId] } })).status).toBe(200);
    expect(await askedOf(api.db, one, 'next')).toEqual([CITY_LEADER]);
  });

  it('asks nothing where the route asks nothing', async () => {
    const one = await givenCase(api.db, await publishRoute(api.db, { LEADER_APPROVAL: { stages: [wish('county')] } }));
    await one.open('LEADER_APPROVAL');
    const { id } = await one.task('county');
    expect((await (await api.as(LEADER)).get<Offers>(`/tasks/${id}/choices`)).body).toEqual({ items: [] });
  });
});

describe('GET /applications/{caseId}/choices', () => {
  it('offers the applicant whom to choose, and the submission names them', async () => {
    const routes = await api.db.sql.rows<{ key: string }>(
      `SELECT DISTINCT key FROM policy_version WHERE kind = 'ROUTE' AND state = 'PUBLISHED'`,
    );
    for (const { key } of routes) await republish(api.db, 'ROUTE', key, chosenByApplicant);
    const draft = await startDraft(api);
    await fillProofs(draft);
    const { body } = await draft.owner.get<Offers>(`/applications/${draft.caseId}/choices`);
    const people = body.items[0]?.people ?? [];
    expect(body.items.map(({ stage }) => stage)).toEqual(['material_review']);
    const submission = `/applications/${draft.caseId}/submission`;
    expect(await draft.owner.post(submission, { declaration: true })).toMatchObject({
      status: 422,
      body: { code: 'CHOICE_MISSING', facts: { stage: 'material_review' } },
    });
    const choices = { material_review: [people[0]?.accountId] };
    expect((await draft.owner.post(submission, { declaration: true, choices })).status).toBe(200);
    const one = officeCase(api.db, draft.caseId);
    await one.open('MATERIAL_REVIEW');
    expect(await askedOf(api.db, one, 'material_review')).toEqual([REVIEWER]);
  });
});

/** Every route, with the reviewer of the material chosen by the applicant. */
function chosenByApplicant(body: Record<string, unknown>): object {
  const route = RouteBody.parse(body);
  const phases = Object.entries(route.phases).map(([name, { stages }]) => [
    name,
    {
      stages: stages.map((stage) =>
        stage.key === 'material_review'
          ? { ...stage, approvers: [{ kind: 'CHOSEN_BY_APPLICANT', from: stage.approvers }] }
          : stage,
      ),
    },
  ]);
  return { ...route, phases: Object.fromEntries(phases) as object };
}
