import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { leaseDeliveries } from '../../src/webhooks/sending/lease.ts';
import { settle } from '../../src/webhooks/sending/settle.ts';
import { attempt } from '../../src/webhooks/sending/send-due-deliveries.ts';
import { signatureOf } from '../../src/webhooks/sending/signature.ts';
import { webhooksPolicy } from '../../prisma/seed-data/process-policies.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { givenCase, LEADER, publishRoute, REVIEWER, wish, type OfficeCase } from '../tasks/office.ts';
import { ADMINISTRATOR, deliveriesOf, givenWebhook, publishRules, sendUntil, SETTINGS, type Hook } from './outside.ts';
import { startReceiver, type Receiver } from './receiver.ts';

let db: TestDatabase;
let receiver: Receiver;
let routeId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  await publishRules(db);
  routeId = await publishRoute(db, { LEADER_APPROVAL: { stages: [wish('county')] } });
});
afterEach(async () => {
  // What one test left is not the next one's to send.
  await db.sql.run(`UPDATE webhook SET state = 'REMOVED'`);
  await receiver.close();
});
afterAll(() => db.close());

async function given(events: Parameters<typeof givenWebhook>[2]): Promise<{ hook: Hook; one: OfficeCase }> {
  receiver = await startReceiver();
  const hook = await givenWebhook(db, receiver.url, events);
  const one = await givenCase(db, routeId);
  await one.open('LEADER_APPROVAL');
  return { hook, one };
}

const all = (hook: Hook, state: string) => async () => {
  const rows = await deliveriesOf(db, hook);
  return rows.length > 0 && rows.every((row) => row.state === state);
};

describe('a delivery', () => {
  it('arrives signed, with ids and codes only, what happened in a case in its order', async () => {
    const { hook, one } = await given(['case.phase', 'task.opened', 'task.claimed', 'task.decided']);
    await one.claim(LEADER, 'county');
    await one.decide(LEADER, 'county', { outcome: 'REJECT', reason: '布局已满，不再新增' });
    expect(await sendUntil(db, all(hook, 'DELIVERED'))).toBe(true);

    expect(receiver.received.map(({ at }) => at.event)).toEqual([
      'case.phase',
      'task.opened',
      'task.claimed',
      'task.decided',
    ]);
    const last = receiver.received.at(-1);
    const { id: taskId } = await one.task('county');
    expect(JSON.parse(last?.body ?? '')).toMatchObject({
      id: last?.at.eventId,
      event: 'task.decided',
      at: expect.stringMatching(/Z$/),
      data: { caseId: one.id, process: 'ADMISSION', taskId, stage: 'county', outcome: 'REJECT', bySystem: false },
    });
    const [, seconds = ''] = /^t=(\d+),/.exec(String(last?.headers['x-qudao-signature'])) ?? [];
    const signed = signatureOf(hook.secret, last?.body ?? '', new Date(Number(seconds) * 1000));
    expect(last?.headers['x-qudao-signature']).toBe(signed);
    expect(receiver.received.map(({ body }) => body).join()).not.toMatch(/布局|[\u4e00-\u9fff]|@/);
  });

  it('comes again, with the same ids, to a receiver that answered 500, and once more after none', async () => {
    await publishRules(db, { attempts: 3 });
    const { hook } = await given(['task.opened']);
    receiver.answer(500, 'SILENT', 200);
    expect(await sendUntil(db, all(hook, 'DELIVERED'))).toBe(true);
    expect(receiver.received.map(({ headers }) => headers['x-qudao-attempt'])).toEqual(['1', '2', '3']);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(receiver.received.map(({ at }) => `${at.eventId} ${at.deliveryId}`)).size).toBe(1);
    expect(await deliveriesOf(db, hook)).toMatchObject([{ attempts: 3, lastStatus: 200, lastError: null }]);
    await publishRules(db);
  });

  it('is dead after its last attempt, whose end is on record', async () => {
    const { hook } = await given(['task.opened']);
    receiver.answer('SILENT');
    expect(await sendUntil(db, all(hook, 'DEAD'))).toBe(true);
    expect(await deliveriesOf(db, hook)).toMatchObject([{ attempts: 2, lastStatus: null, lastError: 'TIMEOUT' }]);
  });

  it('follows no redirect', async () => {
    const { hook } = await given(['task.opened']);
    const elsewhere = await startReceiver();
    receiver.answer({ location: elsewhere.url });
    expect(await sendUntil(db, all(hook, 'DEAD'))).toBe(true);
    expect(await deliveriesOf(db, hook)).toMatchObject([{ lastStatus: 307 }]);
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
  });

  it('goes nowhere when its address is inside the house, whatever was registered', async () => {
    const { hook } = await given(['task.opened']);
    await db.sql.run(`UPDATE webhook SET url = 'https://10.0.0.1/' WHERE id = $1`, [hook.id]);
    expect(await sendUntil(db, all(hook, 'DEAD'))).toBe(true);
    expect(await deliveriesOf(db, hook)).toMatchObject([{ lastError: 'ADDRESS_REFUSED' }]);
  });

  it('is not sent unsigned where the installation’s secret has changed', async () => {
    const { hook } = await given(['task.opened']);
    const [leased] = await leaseDeliveries(db.sql, [], 10);
    if (leased === undefined) throw new Error('nothing to send');
    const settings = { ...SETTINGS, sessionSecret: 'x'.repeat(32) };
    expect(await attempt({ settings }, leased, 1000)).toEqual({ error: 'SECRET_UNREADABLE' });
    expect(receiver.received).toEqual([]);
    expect((await deliveriesOf(db, hook))[0]?.state).toBe('SENDING');
  });

  it('is sent once by several senders at the same time', async () => {
    const { hook, one } = await given(['task.claimed', 'task.released']);
    for (let n = 0; n < 5; n += 1) {
      await one.claim(LEADER, 'county');
      await one.release(LEADER, 'county');
    }
    expect(await sendUntil(db, all(hook, 'DELIVERED'), 4)).toBe(true);
    expect(receiver.received).toHaveLength(10);
    expect(receiver.received.map(({ at }) => at.event)).toEqual(
      Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? 'task.claimed' : 'task.released')),
    );
  });

  it('is sent again with the same ids when its sender died after the answer and before its note', async () => {
    const { hook } = await given(['task.opened']);
    const [leased] = await leaseDeliveries(db.sql, [], 10);
    if (leased === undefined) throw new Error('nothing to send');
    expect(await attempt({ settings: SETTINGS }, leased, 5000)).toEqual({ status: 204 });
    await db.sql.run('UPDATE webhook_delivery SET next_try_at = now() WHERE webhook_id = $1', [hook.id]);
    expect(await sendUntil(db, all(hook, 'DELIVERED'))).toBe(true);
    expect(receiver.received).toHaveLength(2);
    expect(receiver.received[0]?.at).toEqual(receiver.received[1]?.at);

    // The one that was thought dead comes back too late to change anything.
    expect(await settle(db, leased, { status: 500 }, webhooksPolicy)).toBe('POSTPONED');
    expect(await deliveriesOf(db, hook)).toMatchObject([{ state: 'DELIVERED', attempts: 2 }]);
  });

  it('waits for those before it of the same case only', async () => {
    const { hook, one } = await given(['task.opened', 'task.claimed']);
    await one.claim(LEADER, 'county');
    const other = await givenCase(db, routeId);
    await other.open('LEADER_APPROVAL');
    const leased = await leaseDeliveries(db.sql, [], 10);
    expect(leased.map(({ event, payload }) => [event, payload['caseId']]).sort()).toEqual(
      [
        ['task.opened', one.id],
        ['task.opened', other.id],
      ].sort(),
    );
    expect(await leaseDeliveries(db.sql, [], 10)).toEqual([]);
    expect(await leaseDeliveries(db.sql, [hook.id], 10)).toEqual([]);
  });
});

describe('a webhook', () => {
  it('is paused after too many dead ones in a row, which its administrators hear, and what comes then waits', async () => {
    await publishRules(db, { attempts: 1, deadInARow: 2 });
    const { hook, one } = await given(['task.opened', 'task.claimed', 'task.released']);
    receiver.answer(410);
    await one.claim(LEADER, 'county');
    const paused = async () =>
      (await db.sql.one<{ state: string }>('SELECT state FROM webhook WHERE id = $1', [hook.id])).state === 'PAUSED';
    expect(await sendUntil(db, paused)).toBe(true);
    await one.release(LEADER, 'county');
    expect((await deliveriesOf(db, hook)).map(({ state }) => state)).toEqual(['DEAD', 'DEAD', 'PENDING']);
    expect(await leaseDeliveries(db.sql, [], 10)).toEqual([]);
    const told = await db.sql.rows<{ login: string; way: string }>(
      `SELECT a.login, m.channel AS way FROM message m JOIN account a ON a.id = m.account_id
       WHERE m.template = 'WEBHOOK_PAUSED' AND m.dedupe_key LIKE '%' || $1 || '%' AND a.login = $2 ORDER BY m.channel`,
      [hook.id, ADMINISTRATOR],
    );
    expect(told).toEqual([
      { login: ADMINISTRATOR, way: 'EMAIL' },
      { login: ADMINISTRATOR, way: 'IN_APP' },
    ]);
    await publishRules(db);
  });

  it('is told nothing of what it did not ask for, and a removed one nothing at all', async () => {
    const { hook, one } = await given(['case.closed']);
    await one.claim(LEADER, 'county');
    expect(await deliveriesOf(db, hook)).toEqual([]);
    await db.sql.run(`UPDATE webhook SET state = 'REMOVED', events = '{task.released}' WHERE id = $1`, [hook.id]);
    await one.release(LEADER, 'county');
    expect(await deliveriesOf(db, hook)).toEqual([]);
  });

  it('hears nothing of an act that was refused', async () => {
    const { hook, one } = await given(['task.decided']);
    expect((await one.decide(REVIEWER, 'county', { outcome: 'APPROVE' })).code).not.toBe('DONE');
    expect(await deliveriesOf(db, hook)).toEqual([]);
  });
});
