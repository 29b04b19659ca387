import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { enqueueNotices } from '../../../src/messages/enqueue.ts';
import { inTransaction } from '../../../src/persistence/tx.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';
import { actorOf, LEADER, OWNER, republish } from '../../tasks/office.ts';

let api: TestApi;
let leader: Caller;
let leaderId: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  leader = await api.as(LEADER);
  leaderId = (await actorOf(api.db, LEADER)).id;
});
beforeEach(() => api.db.sql.run('DELETE FROM work_settings'));
afterAll(async () => {
  expect((await verifyAudit(api.db)).faults).toEqual([]);
  await api.close();
});

const PATH = '/me/work-settings';
const ALL_WAYS = ['IN_APP', 'EMAIL'];

/** Ways by which the leader hears of a copy, or of a new task, in a process. */
async function heard(event: 'CASE_COPIED' | 'TASK_OPENED', process = 'ADMISSION'): Promise<string[]> {
  const ref = randomUUID();
  const aboutCase = { caseId: randomUUID(), caseNumber: 'ZR-1', titleZh: '甲', titleEn: 'A' };
  const aboutTask = { ...aboutCase, taskId: randomUUID(), stageTitleZh: '审批', stageTitleEn: 'Approval', dueAt: null };
  const common = { process, ref, accountIds: [leaderId] };
  await inTransaction(api.db.pool, (tx) => {
    const notice =
      event === 'CASE_COPIED'
        ? ({ ...common, event, group: 'COPIED', params: { ...aboutCase, byName: null } } as const)
        : ({ ...common, event, group: 'CANDIDATES', params: aboutTask } as const);
    enqueueNotices(tx, [notice], new Date());
    return Promise.resolve();
  });
  const rows = await api.db.sql.rows<{ channel: string }>(
    `SELECT channel FROM message WHERE dedupe_key LIKE '%:' || $1 || ':%' ORDER BY channel DESC`,
    [ref],
  );
  return rows.map(({ channel }) => channel);
}

describe('my work settings', () => {
  it('are nothing at first, with what the rules offer', async () => {
    expect(await leader.get(PATH)).toMatchObject({
      status: 200,
      body: {
        muted: [],
        first: [],
        digestHour: null,
        defaultDigestHour: 8,
        topics: {
          mutable: ['REMINDERS', 'URGES', 'COMMENTS', 'COPIES', 'PROGRESS'],
          kept: ['DUTIES', 'OUTCOMES', 'OVERDUE', 'ACCOUNT'],
        },
      },
    });
  });

  it('are replaced as a whole, once under one key, and are mine alone', async () => {
    const key = randomUUID();
    const wish = { muted: [{ topic: 'COPIES' }], first: [{ stage: 'county_leader' }], digestHour: 18 };
    const saved = await leader.put(PATH, wish, { key });
    expect(saved).toMatchObject({ status: 200, body: { muted: 1, first: 1, digestHour: 18 } });
    expect(await leader.put(PATH, wish, { key })).toMatchObject({ status: 200, body: saved.body });
    const { body } = await leader.get(PATH);
    expect(body).toMatchObject({
      muted: [{ topic: 'COPIES', process: null, ways: ALL_WAYS }],
      first: [{ process: null, stage: 'county_leader', company: null }],
      digestHour: 18,
    });
    expect((await (await api.as(OWNER)).get(PATH)).body).toMatchObject({ muted: [], digestHour: null });
    await leader.put(PATH, { digestHour: 7 });
    expect((await leader.get(PATH)).body).toMatchObject({ muted: [], first: [], digestHour: 7 });
    const entries = await api.db.sql.rows(
      `SELECT 1 FROM audit_entry WHERE action = 'WORK_SETTINGS_SAVED' AND subject = $1`,
      [`account:${leaderId}`],
    );
    expect(entries).toHaveLength(2);
  });

  it('keep outcomes and duties, and say so in both languages', async () => {
    const wish = { muted: [{ topic: 'DUTIES' }, { topic: 'OUTCOMES' }] };
    const zh = await leader.put(PATH, wish, { headers: { 'Accept-Language': 'zh-CN' } });
    expect(zh).toMatchObject({ status: 422, body: { code: 'NOT_MUTABLE', title: '该类通知不能关闭' } });
    const en = await leader.put(PATH, wish, { headers: { 'Accept-Language': 'en' } });
    expect(en).toMatchObject({ status: 422, body: { code: 'NOT_MUTABLE', title: 'Not to be muted' } });
    expect(JSON.stringify(en.body)).toContain('"topics":["DUTIES","OUTCOMES"]');
    expect((await leader.get(PATH)).body).toMatchObject({ muted: [] });
  });

  it.each([
    { muted: [{ topic: 'NOTHING' }] },
    { muted: [{ topic: 'COPIES', ways: [] }] },
    { muted: [{ topic: 'COPIES', ways: ['EMAIL', 'EMAIL'] }] },
    { first: [{}] },
    { digestHour: 24 },
  ])('are refused when they are not well-formed: %j', async (wish) => {
    expect(await leader.put(PATH, wish)).toMatchObject({ status: 422, body: { code: 'INVALID' } });
  });

  it('are few', async () => {
    const first = Array.from({ length: 21 }, (_, n) => ({ stage: `stage_${n}` }));
    expect(await leader.put(PATH, { first })).toMatchObject({ status: 422, body: { code: 'TOO_MANY_RULES' } });
    expect(await leader.put(PATH, { first: [{ process: 'UNHEARD' }] })).toMatchObject({
      status: 422,
      body: { code: 'PROCESS_UNKNOWN' },
    });
  });
});

describe('a notice', () => {
  it('of a muted topic is not written, by the ways and in the process that were named', async () => {
    expect(await heard('CASE_COPIED')).toEqual(ALL_WAYS);
    await leader.put(PATH, { muted: [{ topic: 'COPIES', process: 'ADMISSION', ways: ['EMAIL'] }] });
    expect(await heard('CASE_COPIED')).toEqual(['IN_APP']);
    expect(await heard('CASE_COPIED', 'REQUEST')).toEqual(ALL_WAYS);
    await leader.put(PATH, { muted: [{ topic: 'COPIES' }] });
    expect(await heard('CASE_COPIED')).toEqual([]);
    expect(await heard('TASK_OPENED')).toEqual(ALL_WAYS);
  });

  it('of a new task stays in the product when its mails are left to the digest', async () => {
    await leader.put(PATH, { muted: [{ topic: 'DUTIES', ways: ['EMAIL'] }], digestHour: 8 });
    expect(await heard('TASK_OPENED')).toEqual(['IN_APP']);
  });

  it('is written again as soon as the rules let nobody mute it', async () => {
    await leader.put(PATH, { muted: [{ topic: 'COPIES' }] });
    await republish(api.db, 'MESSAGE_TABLE', 'ADMISSION', (body) => ({
      ...body,
      events: { CASE_COPIED: [{ to: 'COPIED', template: 'CASE_COPIED', channels: ALL_WAYS, mutable: false }] },
    }));
    expect(await heard('CASE_COPIED')).toEqual(ALL_WAYS);
  });
});
