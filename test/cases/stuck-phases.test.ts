import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { STUCK_PHASES } from '../../src/cases/stuck-phases.ts';
import { wakeStuckPhases } from '../../src/temporal/stuck-phases.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { givenCase, LEADER, publishRoute, wish, type OfficeCase } from '../tasks/office.ts';

let db: TestDatabase;
let routeId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  routeId = await publishRoute(db, { REVIEW: { stages: [wish('check')] }, NEXT: { stages: [wish('next')] } });
});
beforeEach(async () => {
  await db.asOwner(`UPDATE "case" SET closed_at = now() WHERE closed_at IS NULL`);
});
afterAll(() => db.close());

/** A case whose only phase ended long ago; its workflow was told so at the time, and seems to have forgotten it. */
async function abandoned(): Promise<OfficeCase> {
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  expect(await one.approve(LEADER, 'check')).toMatchObject({ body: { phaseOutcome: 'APPROVED' } });
  await longAgo(one);
  return one;
}

async function longAgo({ id }: OfficeCase): Promise<void> {
  await db.asOwner(
    `UPDATE outbox SET delivered_at = now(), created_at = created_at - interval '5 minutes' WHERE case_id = $1`,
    [id],
  );
  await db.asOwner(`UPDATE phase SET over_at = over_at - interval '5 minutes' WHERE case_id = $1`, [id]);
}

const toldSince = ({ id }: OfficeCase) =>
  db.sql.rows(`SELECT seq, outcome, interrupt FROM outbox WHERE case_id = $1 AND delivered_at IS NULL ORDER BY n`, [
    id,
  ]);

const followed = async ({ id }: OfficeCase) => {
  const rows = await db.sql.rows<{ followed: boolean }>('SELECT followed FROM phase WHERE case_id = $1 ORDER BY seq', [
    id,
  ]);
  return rows.map((row) => row.followed);
};

describe('wakeStuckPhases', () => {
  it('tells again what a case without a successor came to, once, under a new number', async () => {
    const one = await abandoned();

    expect(await wakeStuckPhases(db.pool)).toBe(1);
    expect(await toldSince(one)).toEqual([{ seq: 1, outcome: 'APPROVED', interrupt: null }]);
    expect(await wakeStuckPhases(db.pool)).toBe(0);
    expect(await followed(one)).toEqual([false]);

    await longAgo(one);
    expect(await wakeStuckPhases(db.pool)).toBe(1);
  });

  it('waits a minute, and for a slow step', async () => {
    const one = await abandoned();
    await db.asOwner('UPDATE phase SET over_at = now() WHERE case_id = $1', [one.id]);
    expect(await wakeStuckPhases(db.pool)).toBe(0);
    await longAgo(one);
    await db.asOwner(`UPDATE phase SET slow_step = 'ISSUING' WHERE case_id = $1`, [one.id]);
    expect(await wakeStuckPhases(db.pool)).toBe(0);
  });

  it('leaves a case alone that has gone on, or is closed, and never looks at its phases again', async () => {
    const [gone, closed] = [await abandoned(), await abandoned()];
    await gone.open('NEXT');
    await db.asOwner('UPDATE "case" SET closed_at = now() WHERE id = $1', [closed.id]);

    expect(await wakeStuckPhases(db.pool)).toBe(0);
    expect(await followed(gone)).toEqual([true, false]);
    expect(await followed(closed)).toEqual([true]);
  });

  it('tells a closing case again that it ends, also one that had no phase yet', async () => {
    const [early, late] = [await givenCase(db, routeId), await givenCase(db, routeId)];
    await late.open('REVIEW');
    for (const { id } of [early, late]) await db.asOwner(`UPDATE "case" SET closing = 'WITHDRAWN' WHERE id = $1`, [id]);

    expect(await wakeStuckPhases(db.pool)).toBe(2);
    expect(await toldSince(early)).toEqual([{ seq: null, outcome: null, interrupt: 'WITHDRAWN' }]);
    expect(await toldSince(late)).toEqual([{ seq: 1, outcome: null, interrupt: 'WITHDRAWN' }]);
  });
});

describe('The search for stuck phases', () => {
  it('walks no table, however many cases are open and closed', async () => {
    await db.asOwner(
      `INSERT INTO "case" (number, process, state, unit_id, started_by, title_zh, title_en, submitted_at, closed_at, last_seq)
       SELECT 'MANY-' || n, 'ADMISSION', 'REVIEW', u.id, a.id, '', '', now(), CASE WHEN n % 2 = 0 THEN now() END, 2
       FROM generate_series(1, 20000) n, unit u, (SELECT id FROM account LIMIT 1) a WHERE u.code = 'county-0101'`,
    );
    await db.asOwner(
      `INSERT INTO phase (case_id, seq, generation, name, state, over_at)
       SELECT c.id, seq, 1, 'REVIEW', CASE seq WHEN 1 THEN 'OVER' ELSE 'OPEN' END, CASE seq WHEN 1 THEN now() END
       FROM "case" c, generate_series(1, 2) seq WHERE c.number LIKE 'MANY-%'`,
    );
    await db.asOwner(
      `INSERT INTO outbox (case_id, generation, n, workflow_id, kind, leased_until, delivered_at)
       SELECT id, 1, 1, number, 'WAKE', now(), now() FROM "case" WHERE number LIKE 'MANY-%'`,
    );
    await wakeStuckPhases(db.pool);
    for (const table of ['"case"', 'phase', 'outbox']) await db.asOwner(`ANALYZE ${table}`);

    const plan = await db.sql.rows<{ 'QUERY PLAN': string }>(`EXPLAIN ${STUCK_PHASES}`.replaceAll('$1', '60'));
    const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(lines).toContain('phase_not_followed');
    expect(lines).toContain('case_closing');
    expect(lines).not.toContain('Seq Scan');
  });
});
