import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { messageTemplates } from '../../prisma/seed-data/message-templates.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { MessageTemplateBody } from '../../src/domain/messages/message-template.ts';
import { renderMessage } from '../../src/domain/messages/render-message.ts';
import type { Facts } from '../../src/domain/refusal.ts';
import { tellBegun } from '../../src/substitution/tell-begun.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { LEADER } from '../tasks/office.ts';
import { appoint, forgetAll, inDays, revoke } from './stand-ins.ts';

const COLLEAGUE = 'leader.county-0201';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ pool: 8 });
});
afterEach(async () => {
  await forgetAll(db);
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

const planned = () => appoint(db, LEADER, COLLEAGUE, { from: inDays(1), to: inDays(10) });

/** Its day has come. */
async function begin({ body }: { readonly body: Facts }): Promise<string> {
  const id = z.uuid().parse(body['substitutionId']);
  await db.sql.run(`UPDATE substitution SET valid_from = now() - interval '1 minute' WHERE id = $1`, [id]);
  return id;
}

async function told(id: string): Promise<string[]> {
  const rows = await db.sql.rows<{ word: string }>(
    `SELECT m.template || ' ' || a.login || ' ' || m.channel AS word FROM message m JOIN account a ON a.id = m.account_id
     WHERE m.params ->> 'substitutionId' = $1 AND m.template = 'SUBSTITUTION_BEGUN' ORDER BY m.channel DESC`,
    [id],
  );
  return rows.map(({ word }) => word);
}

describe('a planned substitution', () => {
  it('is announced to the substitute when it begins, once, whoever looks how often', async () => {
    const made = await planned();
    expect(await tellBegun(db.pool)).toBe(0);
    const id = await begin(made);
    const looks = await Promise.all([tellBegun(db.pool), tellBegun(db.pool)]);
    expect(looks.sort()).toEqual([0, 1]);
    expect(await tellBegun(db.pool)).toBe(0);
    expect(await told(id)).toEqual([`SUBSTITUTION_BEGUN ${COLLEAGUE} IN_APP`, `SUBSTITUTION_BEGUN ${COLLEAGUE} EMAIL`]);
  });

  it('that was revoked before, or is over, is not announced', async () => {
    const revoked = await planned();
    await revoke(db, LEADER, revoked);
    const over = await appoint(db, LEADER, COLLEAGUE, { from: inDays(20), to: inDays(30) });
    const ids = [await begin(revoked), await begin(over)];
    await db.sql.run(`UPDATE substitution SET valid_to = now() - interval '1 second' WHERE id = $1`, [ids[1]]);
    expect(await tellBegun(db.pool)).toBe(0);
    expect(await Promise.all(ids.map(told))).toEqual([[], []]);
  });

  it('of somebody who is not there is announced only when it holds', async () => {
    const id = await begin(await planned());
    const turn = (state: string) => db.sql.run('UPDATE account SET state = $2 WHERE login = $1', [LEADER, state]);
    await turn('DISABLED');
    expect(await tellBegun(db.pool)).toBe(0);
    await turn('ACTIVE');
    expect(await tellBegun(db.pool)).toBe(1);
    expect(await told(id)).toHaveLength(2);
  });

  it('is announced in the language of who reads it', () => {
    const body = MessageTemplateBody.parse(messageTemplates.SUBSTITUTION_BEGUN);
    const params = {
      substitutionId: randomUUID(),
      principalName: '李四',
      substituteName: '王五',
      fromAt: '2026-12-01T00:30:00.000Z',
      untilAt: '2026-12-04T10:00:00.000Z',
    };
    const inWords = (locale: 'zh-CN' | 'en') =>
      renderMessage(body, { locale, recipient: '王五', params, link: 'https://qudao.test/' });
    expect(inWords('zh-CN').subject).toBe('代理开始：您现在可代李四办理任务');
    expect(inWords('zh-CN').text).toContain('2026年12月1日 08:30');
    expect(inWords('en').subject).toBe('Substitution begun: you may now act for 李四');
  });
});

it('a substitution that begins at once is told with its making only', async () => {
  const made = await appoint(db, LEADER, COLLEAGUE);
  expect(await tellBegun(db.pool)).toBe(0);
  expect(await told(z.uuid().parse(made.body['substitutionId']))).toEqual([]);
});
