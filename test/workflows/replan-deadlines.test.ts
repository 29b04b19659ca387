import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '../support/api.ts';
import { current, draft, publish } from '../http/policies/drafts.ts';
import { eventually, givenApplication, startLine, type Line } from '../support/line.ts';

const DAY = 86_400_000;
const day = (offset: number) => new Date(Date.now() + 8 * 3_600_000 + offset * DAY).toISOString().slice(0, 10);

interface Seen {
  readonly effects: { readonly later: number; readonly mostLaterMinutes: number };
  readonly replan: { readonly moved: number; readonly endedAt: string | null } | null;
}

describe.each([
  ['with its cache', undefined],
  ['replaying every task', 0],
])('the workflow of a published calendar on a worker %s', (_title, maxCachedWorkflows) => {
  let line: Line;
  let writer: Caller;
  let publisher: Caller;
  beforeAll(async () => {
    line = await startLine(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows });
    writer = await line.as('administrator.province');
    publisher = await line.as('administrator-2.province');
  }, 120_000);
  afterAll(() => line.close());

  it('moves the deadlines that its author was shown', async () => {
    const { caseId } = await givenApplication(line);
    const task = () =>
      eventually('an open task', async () => {
        const [row] = await line.db.sql.rows<{ dueAt: Date }>(
          `SELECT due_at AS "dueAt" FROM task WHERE case_id = $1 AND state = 'OPEN'`,
          [caseId],
        );
        return row;
      });
    const before = await task();
    // Whatever day it is, a week of rest moves a deadline of working days.
    const week = [1, 2, 3, 4, 5, 6, 7].map((offset) => [day(offset), { kind: 'HOLIDAY' }] as const);
    const overlay = { days: Object.fromEntries(week) };
    const version = await draft(writer, 'CALENDAR', 'county-0101', overlay);
    const seen = () => writer.get<Seen>(`/policy-versions/${version.id}/effects`);
    expect((await seen()).body).toMatchObject({ effects: { later: 1 }, replan: null });
    await publish(writer, publisher, version);
    await eventually('the end of the planning', async () => (await seen()).body.replan?.endedAt ?? undefined);
    const after = await task();
    expect(after.dueAt > before.dueAt).toBe(true);
    expect((await seen()).body).toMatchObject({ effects: { later: 0, mostLaterMinutes: 0 }, replan: { moved: 1 } });
    const workflowId = `replan-deadlines:${version.id}`;
    expect(await line.client.workflow.getHandle(workflowId).result()).toEqual({ versionId: version.id });
  });

  it('is shown for no calendar that could not be published, and to nobody but those who make the rules', async () => {
    const calendar = await current(writer, 'CALENDAR', 'CN');
    const broken = await draft(writer, 'CALENDAR', 'CN', { ...calendar, timeZone: 'Mars/Olympus' });
    expect(await writer.get(`/policy-versions/${broken.id}/effects`)).toMatchObject({
      status: 422,
      body: { code: 'POLICY_INVALID' },
    });
    const route = await draft(writer, 'ROUTE', 'no-calendar', {});
    expect((await writer.get(`/policy-versions/${route.id}/effects`)).status).toBe(404);
    expect((await (await line.as('leader.province')).get(`/policy-versions/${broken.id}/effects`)).status).toBe(403);
    expect((await line.anonymous().get(`/policy-versions/${broken.id}/effects`)).status).toBe(401);
  });
});
