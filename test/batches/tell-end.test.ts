import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../src/audit/verify.ts';
import { cancelBatch } from '../../src/batches/cancel-batch.ts';
import { MessageTemplateBody } from '../../src/domain/messages/message-template.ts';
import { messageTemplates } from '../../prisma/seed-data/message-templates.ts';
import { renderMessage } from '../../src/domain/messages/render-message.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { givenCase, LEADER, publishRoute, wish } from '../tasks/office.ts';
import { actAs, orderDecision, run } from './office-batch.ts';

const ADMINISTRATOR = 'administrator.province';

let db: TestDatabase;
let routeId: string;
beforeAll(async () => {
  db = await openTestDatabase({ pool: 8 });
  routeId = await publishRoute(db, { REVIEW: { stages: [wish('a', { bulk: true })] } });
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

async function ordered(): Promise<string> {
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return orderDecision(db, LEADER, [(await one.task('a')).id, randomUUID()]);
}

interface Told {
  readonly login: string;
  readonly way: string;
  readonly mutable: boolean;
  readonly params: Record<string, string | number>;
}

const toldOf = (batchId: string): Promise<Told[]> =>
  db.sql.rows<Told & Record<string, unknown>>(
    `SELECT a.login, m.channel AS way, m.mutable, m.params FROM message m JOIN account a ON a.id = m.account_id
     WHERE m.template = 'BATCH_ENDED' AND m.params ->> 'batchId' = $1`,
    [batchId],
  );

describe('the end of a batch', () => {
  it('is told to whoever ordered it, once, with what became of its items', async () => {
    const batchId = await ordered();
    await Promise.all([run(db, batchId), run(db, batchId)]);
    await run(db, batchId);
    const counts = { total: 2, succeeded: 1, refused: 1, failed: 0, canceled: 0 };
    expect(await toldOf(batchId)).toEqual([
      { login: LEADER, way: 'IN_APP', mutable: true, params: { batchId, batchKind: 'BULK_DECISION', ...counts } },
    ]);
  });

  it.each([
    ['zh-CN', '批量处理已结束：共2项，成功1项', '被拒绝1项。'],
    ['en', 'Your bulk decision has ended: 1 of 2 done', 'Refused: 1.'],
  ] as const)('reads well in %s', async (locale, subject, words) => {
    const batchId = await ordered();
    await run(db, batchId);
    const [told] = await toldOf(batchId);
    const body = MessageTemplateBody.parse(messageTemplates.BATCH_ENDED);
    const facts = { locale, recipient: '李四', params: told?.params ?? {}, link: 'https://qudao.test/batches/1' };
    const rendered = renderMessage(body, facts);
    expect(rendered.subject).toBe(subject);
    expect(rendered.text).toContain(words);
    expect(rendered.text).not.toMatch(/Canceled|取消/);
  });

  it('is not told to who does without news of how things go on', async () => {
    const muted = JSON.stringify([{ topic: 'PROGRESS', process: null, ways: ['IN_APP', 'EMAIL'] }]);
    await db.sql.run(
      `INSERT INTO work_settings (account_id, muted, updated_at) SELECT id, $2::jsonb, now() FROM account WHERE login = $1`,
      [LEADER, muted],
    );
    const batchId = await ordered();
    await run(db, batchId);
    expect(await toldOf(batchId)).toEqual([]);
    await db.sql.run('DELETE FROM work_settings');
  });

  it('is told when somebody else stops it, and not to who stopped it themselves', async () => {
    const [own, foreign] = [await ordered(), await ordered()];
    await actAs(db, LEADER, (act) => cancelBatch(act, own));
    await actAs(db, ADMINISTRATOR, (act) => cancelBatch(act, foreign));
    expect(await toldOf(own)).toEqual([]);
    expect(await toldOf(foreign)).toMatchObject([{ login: LEADER, params: { succeeded: 0, canceled: 2 } }]);
  });
});
