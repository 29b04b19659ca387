import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { inTransaction, type Tx } from '../../src/persistence/tx.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await db.asOwner('CREATE TABLE note (word text PRIMARY KEY)');
  await db.asOwner('GRANT ALL ON note TO qudao_app');
});
afterAll(async () => {
  await db.close();
});
beforeEach(async () => {
  await db.sql.run('DELETE FROM note');
});

const WRITE = 'INSERT INTO note (word) VALUES ($1)';
const words = async () =>
  (await db.sql.rows<{ word: string }>('SELECT word FROM note ORDER BY word')).map(({ word }) => word);

describe('a write that is not waited for', () => {
  it('is committed with the others, in the order it was sent', async () => {
    const count = await inTransaction(db.pool, (tx) => {
      tx.send(WRITE, ['a']);
      tx.send(WRITE, ['b']);
      return tx.one<{ n: number }>('SELECT count(*)::int AS n FROM note');
    });
    expect(count).toEqual({ n: 2 });
    expect(await words()).toEqual(['a', 'b']);
  });

  it('throws its failure from the next statement that is waited for', async () => {
    const work = inTransaction(db.pool, async (tx) => {
      tx.send(WRITE, ['a']);
      tx.send(WRITE, ['a']);
      tx.send(WRITE, ['b']);
      await tx.run(WRITE, ['c']);
    });
    await expect(work).rejects.toMatchObject({ code: '23505', constraint: 'note_pkey' });
    expect(await words()).toEqual([]);
  });

  it('throws its failure from the commit when nothing was waited for after it', async () => {
    const work = inTransaction(db.pool, (tx) => {
      tx.send(WRITE, ['a']);
      tx.send(WRITE, ['a']);
      return Promise.resolve('done');
    });
    await expect(work).rejects.toMatchObject({ code: '23505' });
    expect(await words()).toEqual([]);
  });

  it('is forgotten, failure and all, by going back to the savepoint before it', async () => {
    await inTransaction(db.pool, async (tx) => {
      tx.send(WRITE, ['kept']);
      await tx.run('SAVEPOINT here');
      tx.send(WRITE, ['kept']);
      await tx.run('ROLLBACK TO SAVEPOINT here');
      await tx.run(WRITE, ['after']);
    });
    expect(await words()).toEqual(['after', 'kept']);
  });

  it('is refused outside a transaction, where nobody would hear of its failure', () => {
    expect(() => {
      db.sql.send(WRITE, ['a']);
    }).toThrow('outside a transaction');
  });
});

describe('a transaction', () => {
  it('names the first of several statements that failed together', async () => {
    const work = inTransaction(db.pool, (tx) =>
      Promise.all([tx.run(WRITE, ['a']), nested(tx), tx.run(WRITE, ['b']), tx.one('SELECT 1 AS one')]),
    );
    await expect(work).rejects.toMatchObject({ code: '23505' });
  });

  it('takes no statement after its end', async () => {
    const kept: Tx[] = [];
    await inTransaction(db.pool, (tx) => {
      kept.push(tx);
      return Promise.resolve();
    });
    await expect(kept[0]?.run(WRITE, ['late'])).rejects.toThrow('over');
    expect(await words()).toEqual([]);
  });
});

/** Its promise settles some turns later than those beside it. */
async function nested(tx: Tx): Promise<void> {
  await Promise.all([tx.run(WRITE, ['a'])]).then(() => undefined);
}

describe('a connection that dies between two statements', () => {
  it('fails its transaction and nothing else', async () => {
    const work = inTransaction(db.pool, async (tx) => {
      const { pid } = await tx.one<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await tx.run(WRITE, ['a']);
      await db.sql.run('SELECT pg_terminate_backend($1)', [pid]);
      // Its last word comes while nothing is asked of it.
      while ((await db.sql.rows('SELECT FROM pg_stat_activity WHERE pid = $1', [pid])).length > 0);
      await tx.run(WRITE, ['b']);
    });
    await expect(work).rejects.toThrow(/connection/i);
    expect(await words()).toEqual([]);
  });
});
