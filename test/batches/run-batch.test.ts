import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../scripts/parts/machine/wait.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { cancelBatch } from '../../src/batches/cancel-batch.ts';
import { orderBatch } from '../../src/batches/order-batch.ts';
import { runBatch } from '../../src/batches/run-batch.ts';
import type { BatchStep, BatchSteps } from '../../src/batches/run-item.ts';
import { orderBulkDecision } from '../../src/tasks/deciding/bulk-decision.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { givenCase, LEADER, publishRoute, REVIEWER, wish, type OfficeCase } from '../tasks/office.ts';
import { actAs, batchIn, batchOf, codesOf, itemsOf, orderDecision, run, STEPS } from './office-batch.ts';

let db: TestDatabase;
let bulkRoute: string;
let unitId: string;
beforeAll(async () => {
  db = await openTestDatabase({ pool: 16 });
  ({ id: unitId } = await db.sql.one<{ id: string }>(`SELECT id FROM unit WHERE code = 'county-0101'`));
  bulkRoute = await publishRoute(db, { REVIEW: { stages: [wish('a', { bulk: true }), wish('b', { after: ['a'] })] } });
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

async function given(routeId = bulkRoute): Promise<OfficeCase> {
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return one;
}

const idOf = async (one: OfficeCase): Promise<string> => (await one.task('a')).id;

async function givenMany(count: number): Promise<{ cases: OfficeCase[]; taskIds: string[] }> {
  const cases: OfficeCase[] = [];
  for (let n = 0; n < count; n += 1) cases.push(await given());
  return { cases, taskIds: await Promise.all(cases.map(idOf)) };
}

const decisionsOf = (one: OfficeCase) =>
  db.sql.rows<{ outcome: string; channel: string; reason: string | null }>(
    'SELECT outcome, channel, reason FROM decision WHERE case_id = $1',
    [one.id],
  );

describe('a batch', () => {
  it('peers 4: gives every item a result of its own, and one reason for all', async () => {
    const closed = await publishRoute(db, { REVIEW: { stages: [wish('a')] } });
    const [good, decided, single] = [await given(), await given(), await given(closed)];
    await decided.approve(LEADER, 'a');
    const taskIds = [await idOf(good), await idOf(decided), await idOf(single), randomUUID()];
    const batchId = await orderDecision(db, LEADER, taskIds, { outcome: 'REJECT' }, '不符合本区布局');

    expect(await run(db, batchId)).toBe(true);

    expect(await codesOf(db, batchId)).toEqual(['DONE', 'ALREADY_DECIDED', 'BULK_NOT_ALLOWED', 'NOT_FOUND']);
    expect(await decisionsOf(good)).toEqual([{ outcome: 'REJECT', channel: 'bulk', reason: '不符合本区布局' }]);
    expect(await decisionsOf(single)).toEqual([]);
    const { state, counts } = await batchIn(db, batchId);
    expect({ state, counts }).toEqual({
      state: 'DONE',
      counts: { PENDING: 0, DONE: 1, REFUSED: 3, FAILED: 0, CANCELED: 0 },
    });
  });

  it('asks for the reason where the stage does, and for the holder at the time of the item', async () => {
    const { taskIds } = await givenMany(1);
    const unfounded = await orderDecision(db, LEADER, taskIds, { outcome: 'REJECT' });
    const stranger = await orderDecision(db, REVIEWER, taskIds);
    await run(db, unfounded);
    await run(db, stranger);
    expect(await codesOf(db, unfounded)).toEqual(['REASON_MISSING']);
    expect(await codesOf(db, stranger)).toEqual(['NOT_HOLDER']);
  });

  it('does nothing for somebody who was disabled after ordering it', async () => {
    const { taskIds, cases } = await givenMany(1);
    const batchId = await orderDecision(db, LEADER, taskIds);
    await db.sql.run(`UPDATE account SET state = 'DISABLED' WHERE login = $1`, [LEADER]);
    await run(db, batchId);
    await db.sql.run(`UPDATE account SET state = 'ACTIVE' WHERE login = $1`, [LEADER]);
    expect(await codesOf(db, batchId)).toEqual(['NOT_ALLOWED']);
    expect(await cases[0]?.live()).toEqual(['a OPEN']);
  });

  it('does everything once, however many run it at the same time and again afterwards', async () => {
    const { cases, taskIds } = await givenMany(6);
    const batchId = await orderDecision(db, LEADER, taskIds);
    const ends = await Promise.all(Array.from({ length: 5 }, () => run(db, batchId)));
    expect(ends).toEqual([true, true, true, true, true]);
    expect(await run(db, batchId)).toBe(true);
    expect(new Set(await codesOf(db, batchId))).toEqual(new Set(['DONE']));
    for (const one of cases) {
      expect(await decisionsOf(one)).toHaveLength(1);
      expect((await one.audit()).filter((action) => action === 'TASK_APPROVE')).toHaveLength(1);
      expect(await one.live()).toEqual(['b OPEN']);
    }
    const ended = `SELECT FROM audit_entry WHERE action = 'BATCH_ENDED' AND subject = 'batch:' || $1`;
    expect(await db.sql.rows(ended, [batchId])).toHaveLength(1);
  });

  it('stops between two items when its worker stops, and goes on with the next', async () => {
    const { taskIds } = await givenMany(3);
    const batchId = await orderDecision(db, LEADER, taskIds);
    const stop = new AbortController();
    const stopping: BatchSteps = {
      DECIDE: {
        permission: 'WORK_ON_TASKS',
        perform(...item) {
          stop.abort();
          return stepOf('DECIDE').perform(...item);
        },
      },
    };
    expect(await runBatch(db.pool, stopping, batchId, stop.signal)).toBe(false);
    expect(await codesOf(db, batchId)).toEqual(['DONE', null, null]);
    expect((await batchIn(db, batchId)).state).toBe('RUNNING');
    expect(await run(db, batchId)).toBe(true);
    expect(await codesOf(db, batchId)).toEqual(['DONE', 'DONE', 'DONE']);
  });

  it('notes an answer that was kept by a runner killed before it could', async () => {
    const { cases, taskIds } = await givenMany(1);
    await cases[0]?.approve(LEADER, 'a');
    const batchId = await orderDecision(db, LEADER, taskIds);
    await run(db, batchId);
    await db.sql.run(`UPDATE batch_item SET state = 'PENDING', code = NULL WHERE batch_id = $1`, [batchId]);
    await db.sql.run(`UPDATE batch SET state = 'RUNNING', ended_at = NULL WHERE id = $1`, [batchId]);
    // The word is taken back meanwhile, so that doing it anew would succeed.
    await db.sql.run(`UPDATE task SET state = 'OPEN' WHERE id = ANY ($1)`, [taskIds]);
    await run(db, batchId);
    expect(await codesOf(db, batchId)).toEqual(['ALREADY_DECIDED']);
    await db.sql.run(`UPDATE task SET state = 'DONE' WHERE id = ANY ($1)`, [taskIds]);
  });

  it('leaves an item that somebody else is busy with for later, and goes on with the others', async () => {
    const { cases, taskIds } = await givenMany(2);
    const batchId = await orderDecision(db, LEADER, taskIds);
    const other = await db.pool.connect();
    await other.query('BEGIN');
    await other.query('SELECT FROM "case" WHERE id = $1 FOR UPDATE', [cases[0]?.id]);
    const running = run(db, batchId);
    try {
      expect(await waitUntil(async () => (await codesOf(db, batchId))[1] === 'DONE', { timeout: 30_000 })).toBe(true);
      expect((await codesOf(db, batchId))[0]).toBeNull();
    } finally {
      await other.query('ROLLBACK');
      other.release();
    }
    expect(await running).toBe(true);
    expect(await codesOf(db, batchId)).toEqual(['DONE', 'DONE']);
  }, 60_000);

  it('says of an item that could not be tried to its end that it failed, and leaves nothing of it', async () => {
    const { cases, taskIds } = await givenMany(2);
    const batchId = await orderDecision(db, LEADER, taskIds);
    const breaking: BatchSteps = {
      DECIDE: {
        permission: 'WORK_ON_TASKS',
        perform(actor, batch, item) {
          const performance = stepOf('DECIDE').perform(actor, batch, item);
          if (item.n === 2 || typeof performance === 'function') return performance;
          return {
            async prepare(tx) {
              const act = await performance.prepare(tx);
              return async (running) => {
                const facts = await act(running);
                throw new Error(`No way back from ${JSON.stringify(facts)}`);
              };
            },
          };
        },
      },
    };
    expect(await run(db, batchId, breaking)).toBe(true);
    expect(await codesOf(db, batchId)).toEqual(['INTERNAL', 'DONE']);
    expect(await cases[0]?.live()).toEqual(['a OPEN']);
    expect((await batchIn(db, batchId)).counts).toMatchObject({ DONE: 1, FAILED: 1 });
  }, 60_000);

  it('begins a wave when the one before it has ended', async () => {
    const { taskIds } = await givenMany(2);
    const [first = '', second = ''] = taskIds;
    const ordered = await actAs(db, LEADER, (act) =>
      orderBatch(act, {
        kind: 'BULK_DECISION',
        unitId: unitId,
        params: { outcome: 'APPROVE' },
        reason: null,
        items: [
          { step: 'DECIDE', wave: 1, taskId: first },
          { step: 'DECIDE', taskId: second },
        ],
      }),
    );
    const batchId = batchOf(ordered);
    await run(db, batchId);
    const [late, early] = await itemsOf(db, batchId);
    expect(early?.endedAt?.getTime()).toBeLessThanOrEqual(late?.endedAt?.getTime() ?? 0);
    expect([late?.code, early?.code]).toEqual(['DONE', 'DONE']);
  });
});

describe('a batch that is canceled', () => {
  it('keeps what is done and leaves the rest undone, also an item that is under way', async () => {
    const { cases, taskIds } = await givenMany(3);
    const batchId = await orderDecision(db, LEADER, taskIds);
    const canceling: BatchSteps = {
      DECIDE: {
        permission: 'WORK_ON_TASKS',
        perform(actor, batch, item) {
          const performance = stepOf('DECIDE').perform(actor, batch, item);
          if (item.n !== 2 || typeof performance === 'function') return performance;
          return {
            async prepare(tx) {
              const act = await performance.prepare(tx);
              return async (running) => {
                const facts = await act(running);
                expect((await actAs(db, LEADER, (own) => cancelBatch(own, batchId))).code).toBe('DONE');
                return facts;
              };
            },
          };
        },
      },
    };
    expect(await run(db, batchId, canceling)).toBe(true);
    expect((await itemsOf(db, batchId)).map(({ state }) => state)).toEqual(['DONE', 'CANCELED', 'CANCELED']);
    expect(await Promise.all(cases.map((one) => one.live()))).toEqual([['b OPEN'], ['a OPEN'], ['a OPEN']]);
    expect((await batchIn(db, batchId)).state).toBe('CANCELED');
    expect(await actAs(db, LEADER, (act) => cancelBatch(act, batchId))).toMatchObject({ code: 'WRONG_STATE' });
  });
});

describe('an order', () => {
  it('of more than the policy allows, or of nothing, is refused', async () => {
    const many = Array.from({ length: 201 }, () => randomUUID());
    const answer = await actAs(db, LEADER, (act, actor) =>
      orderBulkDecision(act, actor.id, many, { outcome: 'APPROVE' }, undefined),
    );
    expect(answer).toMatchObject({ code: 'TOO_MANY_ITEMS', body: { maximum: 200, given: 201 } });
    const nothing = await actAs(db, LEADER, (act, actor) =>
      orderBulkDecision(act, actor.id, [], { outcome: 'APPROVE' }, undefined),
    );
    expect(nothing).toMatchObject({ code: 'NOTHING_TO_DO' });
  });
});

function stepOf(name: string): BatchStep {
  const step = STEPS[name];
  if (step === undefined) throw new Error(`No step ${name}`);
  return step;
}
