import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Prisma } from '../../src/generated/prisma/client.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { actorOf, LEADER } from '../tasks/office.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});

/** Acts go through `pg`; modules that write with Prisma inside an act rest on this (architecture §2). */
describe('a Prisma transaction', () => {
  it('survives a broken promise of the schema behind a savepoint: the answer stays, the rest is gone', async () => {
    const { id: actorId } = await actorOf(db, LEADER);
    const key = randomUUID();
    const account = { kind: 'MEMBER', name: '甲', login: `${randomUUID()}@example.com` };

    const refused = await db.prisma.$transaction(async (tx) => {
      await tx.request.create({ data: { actorId, key, hash: 'hash' } });
      await tx.$executeRaw`SAVEPOINT act`;
      try {
        await tx.account.create({ data: account });
        await tx.account.create({ data: account });
        return false;
      } catch (error) {
        if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
        await tx.$executeRaw`ROLLBACK TO SAVEPOINT act`;
        await tx.request.update({
          where: { actorId_key: { actorId, key } },
          data: { code: 'LOGIN_TAKEN', body: {} },
        });
        return true;
      }
    });

    expect(refused).toBe(true);
    expect(await db.prisma.request.findUnique({ where: { actorId_key: { actorId, key } } })).toMatchObject({
      code: 'LOGIN_TAKEN',
      body: {},
    });
    expect(await db.prisma.account.count({ where: { login: account.login } })).toBe(0);
  });
});
