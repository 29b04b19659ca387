import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { MailCatcher } from '../../scripts/mail-catcher/mail-catcher.ts';
import { freePort } from '../support/api.ts';
import { approve, eventually, givenCase, passReview } from './case-driver.ts';
import { expectSound } from './invariants.ts';
import { startLine, type RunningLine } from './running-line.ts';

describe('the mail server is away for a whole case and then comes back', () => {
  let line: RunningLine;
  let directory: string;
  let smtpPort: number;
  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'qudao-mail-'));
    smtpPort = await freePort();
    line = await startLine({ smtpUrl: `smtp://127.0.0.1:${smtpPort}` });
  }, 120_000);
  afterAll(async () => {
    await line.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('sends every notice then, one row and one Message-ID each', async () => {
    const driven = await givenCase(line);
    await passReview(line, driven);
    await approve(driven, 'county_leader');
    const rejected = await driven.decide('leader.city-01', 'city_leader', {
      outcome: 'REJECT',
      reasonCode: 'OTHER',
      reason: '选址重复',
    });
    expect(rejected.status).toBe(200);
    await driven.reaches('REJECTED');
    const owed = await line.db.sql.rows<{ id: string; state: string; dedupeKey: string }>(
      `SELECT id, state, dedupe_key AS "dedupeKey" FROM message WHERE channel = 'EMAIL'`,
    );
    expect(owed.length).toBeGreaterThan(4);
    expect(owed.filter(({ state }) => state === 'SENT')).toEqual([]);

    const catcher = new MailCatcher({ directory, smtpPort, pagePort: 0 });
    await catcher.start();
    try {
      // The ledger would try again by itself, later; an impatient operator may say "now".
      await line.db.sql.run(`UPDATE message SET next_try_at = now() WHERE channel = 'EMAIL' AND state <> 'SENT'`);
      await eventually('every mail to be sent', async () => {
        const left = await line.db.sql.rows(`SELECT id FROM message WHERE channel = 'EMAIL' AND state <> 'SENT'`);
        return left.length === 0 ? true : undefined;
      });
      const ids = await line.db.sql.rows<{ messageId: string }>(
        `SELECT message_id AS "messageId" FROM message WHERE channel = 'EMAIL' ORDER BY 1`,
      );
      const caught = await Promise.all(catcher.messages.list().map(({ id }) => catcher.messages.read(id)));
      expect(new Set(ids.map(({ messageId }) => messageId)).size).toBe(owed.length);
      const told = caught.map((mail) => mail?.headers.find(({ key }) => key === 'message-id')?.value);
      expect(new Set(told)).toEqual(new Set(ids.map(({ messageId }) => messageId)));
    } finally {
      await catcher.stop();
    }
    await expectSound(line.db);
  }, 240_000);
});
