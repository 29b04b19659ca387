import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inTransaction } from '../../src/persistence/tx.ts';
import { enqueueNotices, type Notice } from '../../src/messages/enqueue.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { accountOf } from './ledger.ts';

let db: TestDatabase;
let owner: string;

beforeAll(async () => {
  db = await openTestDatabase();
  owner = await accountOf(db, 'owner.0001@example.com');
});
afterAll(async () => {
  await db.close();
});

const about = { caseId: randomUUID(), caseNumber: 'ZR-1', titleZh: '甲', titleEn: 'A' };

async function told(notice: Partial<Omit<Notice, 'params'>> & { ref: string; params?: unknown }) {
  const full = {
    process: 'ADMISSION',
    event: 'APPLICATION_APPROVED',
    group: 'APPLICANT',
    accountIds: [owner],
    params: about,
  };
  await inTransaction(db.pool, (tx) => {
    enqueueNotices(tx, [{ ...full, ...notice } as Notice], new Date());
    return Promise.resolve();
  });
  return db.sql.rows<{ channel: string; state: string; template: string; locale: string; mutable: boolean }>(
    `SELECT channel, state, template, locale, mutable FROM message WHERE dedupe_key LIKE '%:' || $1 || ':%' ORDER BY channel`,
    [notice.ref],
  );
}

describe('a notice', () => {
  it('[ADM-06] of an outcome goes to the applicant by mail and in the product, and cannot be muted', async () => {
    const common = { template: 'APPLICATION_APPROVED', locale: 'zh-CN', mutable: false };
    expect(await told({ ref: randomUUID() })).toEqual([
      { ...common, channel: 'EMAIL', state: 'PENDING' },
      { ...common, channel: 'IN_APP', state: 'READY' },
    ]);
  });

  it('goes to nobody whom the message table does not name', async () => {
    expect(await told({ ref: randomUUID(), group: 'SUPERVISOR' })).toEqual([]);
    expect(await told({ ref: randomUUID(), process: 'UNKNOWN' })).toEqual([]);
  });

  it('goes to no account that is disabled', async () => {
    const disabled = await accountOf(db, 'operator.0002@example.com');
    await db.sql.run(`UPDATE account SET state = 'DISABLED' WHERE id = $1`, [disabled]);
    expect(await told({ ref: randomUUID(), accountIds: [disabled] })).toEqual([]);
  });

  it('is refused when its values are not those of its event', async () => {
    const wrong = { ...about, caseId: 'not an id' };
    await expect(told({ ref: randomUUID(), params: wrong })).rejects.toThrow(/caseId/);
    const more = { ...about, password: 'x' };
    await expect(told({ ref: randomUUID(), params: more })).rejects.toThrow(/password/);
  });
});
