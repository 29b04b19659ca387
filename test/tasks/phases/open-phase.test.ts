import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPhase } from '../../../src/tasks/phases/open-phase.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { givenCase, LEADER, noticesOf, publishRoute, wish } from '../office.ts';

let db: TestDatabase;
let routeId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  routeId = await publishRoute(db, {
    REVIEW: { stages: [wish('first', { due: { n: 3600, unit: 'SECOND' } })] },
    APPROVAL: { stages: [wish('second')] },
  });
});
afterAll(async () => {
  await db.close();
});

const input = (caseId: string, seq = 1) => ({ caseId, generation: 1, seq, name: 'REVIEW', human: true });

describe('openPhase', () => {
  it('opens the phase, its first stages and their instants, and says when the next thing is due', async () => {
    const given = await givenCase(db, routeId);

    const report = await openPhase(db.pool, input(given.id));

    const { dueAt } = await given.task('first');
    expect(report).toEqual({ current: true, outcomes: [], interrupt: null, nextAt: dueAt?.toISOString() });
    expect(await given.state()).toMatchObject({ state: 'REVIEW', seq: 1, armedAt: dueAt });
    expect(await given.audit()).toEqual(['PHASE_OPENED']);
  });

  it('called twice and at the same time as itself opens once and answers alike', async () => {
    const given = await givenCase(db, routeId);

    const reports = await Promise.all(Array.from({ length: 5 }, () => openPhase(db.pool, input(given.id))));
    reports.push(await openPhase(db.pool, input(given.id)));

    expect(new Set(reports.map((report) => JSON.stringify(report))).size).toBe(1);
    expect(await given.live()).toEqual(['first OPEN']);
    expect(await noticesOf(db, given.id)).toEqual([`TASK_OPENED ${LEADER}`]);
    expect(await given.audit()).toEqual(['PHASE_OPENED']);
  });

  it('repeated after people have finished the phase tells the workflow its outcome', async () => {
    const given = await givenCase(db, routeId);
    await openPhase(db.pool, input(given.id));
    await given.approve(LEADER, 'first');

    expect(await openPhase(db.pool, input(given.id))).toEqual({
      current: true,
      outcomes: [{ seq: 1, outcome: 'APPROVED' }],
      interrupt: null,
      nextAt: null,
    });
    expect(await given.live()).toEqual([]);
  });

  it('opens nothing in a case that is closing, and says what interrupts it', async () => {
    const given = await givenCase(db, routeId);
    await db.sql.run(`UPDATE "case" SET closing = 'WITHDRAWN', state = 'CLOSING' WHERE id = $1`, [given.id]);

    expect(await openPhase(db.pool, input(given.id))).toMatchObject({ current: true, interrupt: 'WITHDRAWN' });
    expect(await given.live()).toEqual([]);
  });

  it('does nothing for another generation of the case', async () => {
    const given = await givenCase(db, routeId);

    expect(await openPhase(db.pool, { ...input(given.id), generation: 2 })).toEqual({
      current: false,
      outcomes: [],
      interrupt: null,
      nextAt: null,
    });
    expect(await given.state()).toMatchObject({ state: 'SUBMITTED', seq: 0 });
  });
});
