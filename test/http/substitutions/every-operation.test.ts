import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { startApi, type Answer, type Caller, type TestApi } from '../../support/api.ts';
import { appoint, forgetAll } from '../../substitution/stand-ins.ts';
import { givenCase, LEADER, publishRoute, REVIEWER, wish, type OfficeCase } from '../../tasks/office.ts';
import { FINANCE } from '../../tasks/signers/signers-kit.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

/** 乙, of another county: nothing but the substitution lets them see the case. */
const SUBSTITUTE = 'leader.county-0201';

let api: TestApi;
let principal: Caller;
let substitute: Caller;
let routeId: string;
const people: Record<string, { id: string; name: string }> = {};
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  [principal, substitute] = await Promise.all([api.as(LEADER), api.as(SUBSTITUTE)]);
  routeId = await publishRoute(api.db, {
    LEADER_APPROVAL: {
      stages: [
        wish('county', { returnTo: ['applicant'] }),
        wish('next', {
          after: ['county'],
          approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }],
          confirm: 'SUPERVISOR',
        }),
      ],
    },
  });
  for (const login of [LEADER, SUBSTITUTE, REVIEWER, FINANCE]) {
    people[login] = await api.db.sql.one<{ id: string; name: string }>(
      'SELECT id, name FROM account WHERE login = $1',
      [login],
    );
  }
});
afterEach(async () => {
  await forgetAll(api.db);
});
afterAll(async () => {
  expect((await verifyAudit(api.db)).faults).toEqual([]);
  await api.close();
});

interface Given extends OfficeCase {
  /** Of 甲's task. */
  readonly task$: string;
}

/** 甲 is away, and 乙 stands in. */
async function given(): Promise<Given> {
  const one = await givenCase(api.db, routeId);
  await one.open('LEADER_APPROVAL');
  const { id } = await one.task('county');
  await appoint(api.db, LEADER, SUBSTITUTE);
  return { ...one, task$: `/tasks/${id}` };
}

const reason = '请代为办理';
const to = (login: string): string | undefined => people[login]?.id;
const signers = () => ({ people: [to(FINANCE)], place: 'BESIDE', reason });

type Operation = (one: Given) => Promise<Answer>;

/** Each operation on a task, done by 乙; what has to come before it is done by 甲 where they could have. */
const ON_A_TASK: readonly [title: string, action: string, operation: Operation][] = [
  ['claims', 'TASK_CLAIM', ({ task$ }) => substitute.post(`${task$}/claim`)],
  [
    'releases',
    'TASK_RELEASE',
    async ({ task$ }) => {
      await principal.post(`${task$}/claim`);
      return substitute.post(`${task$}/release`);
    },
  ],
  ['approves', 'TASK_APPROVE', ({ task$ }) => substitute.post(`${task$}/decision`, { outcome: 'APPROVE', reason })],
  ['rejects', 'TASK_REJECT', ({ task$ }) => substitute.post(`${task$}/decision`, { outcome: 'REJECT', reason })],
  [
    'returns',
    'TASK_RETURN',
    ({ task$ }) => substitute.post(`${task$}/decision`, { outcome: 'RETURN', returnTo: 'applicant', reason }),
  ],
  [
    'takes back',
    'DECISION_TAKEN_BACK',
    async ({ task$ }) => {
      const { body } = await substitute.post(`${task$}/decision`, { outcome: 'APPROVE' });
      return substitute.post(`/decisions/${z.uuid().parse(body['decisionId'])}/taking-back`);
    },
  ],
  ['transfers', 'TASK_TRANSFER', ({ task$ }) => substitute.post(`${task$}/transfer`, { to: to(REVIEWER), reason })],
  ['delegates', 'TASK_DELEGATE', ({ task$ }) => substitute.post(`${task$}/delegation`, { to: to(FINANCE), reason })],
  [
    'recalls',
    'TASK_RECALL',
    async ({ task$ }) => {
      await principal.post(`${task$}/delegation`, { to: to(FINANCE), reason });
      return substitute.delete(`${task$}/delegation`);
    },
  ],
  [
    'recommends',
    'TASK_RECOMMEND',
    async (one) => {
      await principal.post(`${one.task$}/decision`, { outcome: 'APPROVE' });
      const { id } = await one.task('next');
      await (await api.as(REVIEWER)).post(`/tasks/${id}/delegation`, { to: to(LEADER), reason });
      return substitute.post(`/tasks/${id}/recommendation`, { outcome: 'APPROVE', reason });
    },
  ],
  [
    'confirms what 甲 supervises',
    'DUTY_CONFIRMED',
    async (one) => {
      await principal.post(`${one.task$}/decision`, { outcome: 'APPROVE' });
      await one.approve(REVIEWER, 'next');
      return substitute.post(`/tasks/${(await one.task('next')).id}/confirmation`, { accepted: true });
    },
  ],
  ['adds a signer', 'TASK_ADD_SIGNER', ({ task$ }) => substitute.post(`${task$}/signers`, signers())],
  [
    'removes a signer',
    'TASK_REMOVE_SIGNER',
    async ({ task$ }) => {
      const { body } = await principal.post(`${task$}/signers`, signers());
      const [added] = z.array(z.object({ taskId: z.uuid() })).parse(body['signers']);
      return substitute.delete(`${task$}/signers/${added?.taskId}`);
    },
  ],
];

/** What they write for themselves is in the audit, and no event of the case. */
const BESIDE: typeof ON_A_TASK = [
  ['begins an opinion', 'OPINION_BEGUN', ({ task$ }) => substitute.put(`${task$}/draft`, { reason }, { etag: 0 })],
  [
    'drops an opinion',
    'OPINION_DROPPED',
    async ({ task$ }) => {
      await substitute.put(`${task$}/draft`, { reason }, { etag: 0 });
      return substitute.delete(`${task$}/draft`);
    },
  ],
];

/** What speaks for whoever does it, and for nobody else. */
const IN_ONES_OWN_NAME: typeof ON_A_TASK = [
  ['comments', 'COMMENT_ADDED', ({ id }) => substitute.post(`/cases/${id}/comments`, { body: reason })],
  ['asks', 'QUESTION_ASKED', ({ id }) => substitute.post(`/cases/${id}/questions`, { body: reason, to: to(REVIEWER) })],
  ['copies to a colleague', 'CASE_COPIED', ({ id }) => substitute.post(`/cases/${id}/copies`, { to: [to(REVIEWER)] })],
  [
    'urges whom the case went on to',
    'CASE_URGED',
    async ({ id, task$ }) => {
      await substitute.post(`${task$}/decision`, { outcome: 'APPROVE' });
      return substitute.post(`/cases/${id}/urges`, {});
    },
  ],
  [
    'ranks what they supervise',
    'TASK_PRIORITY_SET',
    async (one) => {
      await supervise(one);
      return substitute.post(`${one.task$}/priority`, { priority: 80, reason });
    },
  ],
  [
    'postpones what they supervise',
    'DEADLINE_POSTPONED',
    async (one) => {
      await supervise(one);
      return substitute.post(`${one.task$}/deadline`, { dueAt: '2027-12-01T09:00:00+08:00', reason });
    },
  ],
];

async function supervise({ id }: Given): Promise<void> {
  await api.db.asOwner('UPDATE task SET supervisor_id = $2 WHERE case_id = $1', [id, to(SUBSTITUTE)]);
}

/** Of the newest entry of this kind: who did it, and in whose name. */
async function entryOf({ id }: Given, action: string) {
  return api.db.sql.one(
    `SELECT actor_id AS "actorId", on_behalf_of AS "onBehalfOf" FROM audit_entry WHERE case_id = $1 AND action = $2 ORDER BY seq DESC LIMIT 1`,
    [id, action],
  );
}

async function eventOf({ id }: Given, action: string) {
  const { body } = await principal.get<{ items: { action: string }[] }>(`/cases/${id}/timeline?limit=100`);
  return body.items.filter((event) => event.action === action).at(-1);
}

describe('a substitute 乙 in the name of 甲', () => {
  it.each(ON_A_TASK)(
    '%s: the audit entry names both, and everybody sees 乙（代甲）',
    async (_title, action, operation) => {
      const one = await given();
      expect((await operation(one)).status).toBe(200);
      expect(await entryOf(one, action)).toEqual({ actorId: to(SUBSTITUTE), onBehalfOf: to(LEADER) });
      expect(await eventOf(one, action)).toMatchObject({ actor: people[SUBSTITUTE], onBehalfOf: people[LEADER] });
    },
  );

  it.each(BESIDE)('%s: the audit entry names both', async (_title, action, operation) => {
    const one = await given();
    expect((await operation(one)).status).toBe(200);
    expect(await entryOf(one, action)).toEqual({ actorId: to(SUBSTITUTE), onBehalfOf: to(LEADER) });
    expect(await eventOf(one, action)).toBeUndefined();
  });

  it.each(IN_ONES_OWN_NAME)('%s in their own name', async (_title, action, operation) => {
    const one = await given();
    expect([200, 201]).toContain((await operation(one)).status);
    expect(await entryOf(one, action)).toEqual({ actorId: to(SUBSTITUTE), onBehalfOf: null });
  });
});
