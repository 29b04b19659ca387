import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Act } from '../../src/acts/act.ts';
import { findAnswer, runAct, type ActRequest } from '../../src/acts/run-act.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import type { Actor } from '../../src/domain/access/actor.ts';
import { Refusal } from '../../src/domain/refusal.ts';
import { overClient } from '../../src/persistence/tx.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { actorOf, givenCase, LEADER, publishRoute, wish } from '../tasks/office.ts';

const AT_ONCE = 20;

let db: TestDatabase;
let actor: Actor;
let caseId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  actor = await actorOf(db, LEADER);
  caseId = (await givenCase(db, await publishRoute(db, { REVIEW: { stages: [wish('a')] } }))).id;
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

const request = (values: Partial<ActRequest> = {}): ActRequest => ({
  actor,
  key: randomUUID(),
  hash: 'hash',
  channel: 'api',
  caseId,
  ...values,
});

/** Leaves a row, an audit entry and a wake behind. */
async function mark(act: Act): Promise<{ marked: string }> {
  await act.tx.run(`UPDATE "case" SET title_en = title_en || '!', version = version + 1 WHERE id = $1`, [caseId]);
  act.audit({ action: 'MARKED', caseId });
  act.wake({ caseId, kind: 'WAKE' });
  return { marked: caseId };
}

const trace = () =>
  db.sql.one<{ version: number; audited: number; told: number }>(
    `SELECT version, (SELECT count(*) FROM audit_entry WHERE case_id = $1)::int AS audited, (SELECT count(*) FROM outbox WHERE case_id = $1)::int AS told
     FROM "case" WHERE id = $1`,
    [caseId],
  );

describe('an act', () => {
  it('leaves its rows, its audit entry, its outbox row and its answer together', async () => {
    const before = await trace();
    const asked = request();

    const answer = await runAct(db.pool, asked, mark);

    expect(answer).toMatchObject({ code: 'DONE', body: { marked: caseId }, repeated: false });
    expect(answer.outbox).toHaveLength(1);
    expect(await trace()).toEqual({
      version: before.version + 1,
      audited: before.audited + 1,
      told: before.told + 1,
    });
  });

  it('repeated is not done again and gives the same answer, with the same outbox row', async () => {
    const asked = request();
    const first = await runAct(db.pool, asked, mark);
    const before = await trace();

    // A generation begun since has rows of its own.
    await db.sql.run('UPDATE "case" SET generation = generation + 1 WHERE id = $1', [caseId]);
    const again = await runAct(db.pool, asked, () => {
      throw new Error('done twice');
    });
    await db.sql.run('UPDATE "case" SET generation = generation - 1 WHERE id = $1', [caseId]);

    const rows = first.outbox.map(({ generation, n }) => ({ caseId, generation, n }));
    expect(rows).toHaveLength(1);
    expect(again).toEqual({ ...first, outbox: rows, repeated: true });
    expect(await findAnswer(db.sql, asked)).toEqual(again);
    expect(await trace()).toEqual(before);
  });

  it('refused keeps its answer and nothing else', async () => {
    const before = await trace();
    const asked = request();
    const refuse = async (act: Act) => {
      await mark(act);
      throw new Refusal('REASON_MISSING', { outcome: 'REJECT' });
    };

    const answer = await runAct(db.pool, asked, refuse);
    const again = await runAct(db.pool, asked, mark);

    expect(answer).toEqual({ code: 'REASON_MISSING', body: { outcome: 'REJECT' }, outbox: [], repeated: false });
    expect(again).toEqual({ ...answer, repeated: true });
    expect(await trace()).toEqual(before);
  });

  it('that breaks a promise of the schema is refused in the words of the caller', async () => {
    const before = await trace();
    const listTwice = async (act: Act) => {
      await mark(act);
      const login = `${randomUUID()}@example.com`;
      const insert = `INSERT INTO account (kind, login, name) VALUES ('MEMBER', $1, '甲')`;
      await act.tx.run(insert, [login]);
      await act.tx.run(insert, [login]);
      return {};
    };

    expect(await runAct(db.pool, request(), listTwice)).toMatchObject({ code: 'LOGIN_TAKEN', body: {}, outbox: [] });
    expect(await trace()).toEqual(before);
  });

  it('that fails keeps nothing, not even its key', async () => {
    const before = await trace();
    const asked = request();
    const fail = async (act: Act) => {
      await mark(act);
      throw new Error('a bug');
    };

    await expect(runAct(db.pool, asked, fail)).rejects.toThrow('a bug');
    expect(await trace()).toEqual(before);
    expect(await findAnswer(db.sql, asked)).toBeUndefined();
    expect(await runAct(db.pool, asked, mark)).toMatchObject({ code: 'DONE', repeated: false });
  });

  it('under a key that was used for something else is refused before anything happens', async () => {
    const asked = request();
    await runAct(db.pool, asked, mark);
    const before = await trace();
    const other = { ...asked, hash: 'other' };

    await expect(runAct(db.pool, other, mark)).rejects.toMatchObject({ code: 'KEY_REUSED' });
    await expect(findAnswer(db.sql, other)).rejects.toMatchObject({ code: 'KEY_REUSED' });
    expect(await trace()).toEqual(before);
  });

  it('under the same key of another person is another act', async () => {
    const asked = request();
    await runAct(db.pool, asked, mark);

    const other = await actorOf(db, 'leader.city-01');

    expect(await runAct(db.pool, { ...asked, actor: other }, mark)).toMatchObject({ code: 'DONE', repeated: false });
  });

  it.each([
    ['on one case', () => caseId],
    ['on no case', () => undefined],
  ])('sent twenty times at once %s happens once and gives twenty equal answers', async (_title, of) => {
    const before = await trace();
    const asked = request({ caseId: of() });

    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => runAct(db.pool, asked, mark)));

    expect(new Set(answers.map(({ code, body }) => JSON.stringify({ code, body }))).size).toBe(1);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await trace()).toMatchObject({ version: before.version + 1, audited: before.audited + 1 });
  });

  it('gives up on a case that somebody else holds for long, and leaves no answer behind', async () => {
    const holder = await db.pool.connect();
    const asked = request();
    try {
      await holder.query('BEGIN');
      await overClient(holder).one('SELECT id FROM "case" WHERE id = $1 FOR NO KEY UPDATE', [caseId]);

      await expect(runAct(db.pool, asked, mark)).rejects.toMatchObject({ code: '55P03' });
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
    expect(await runAct(db.pool, asked, mark)).toMatchObject({ code: 'DONE', repeated: false });
  });
});
