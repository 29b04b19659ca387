import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catchMail, mailsOf, sendUntil, type CaughtMail } from '../../messages/ledger.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { LEADER } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';
import { givenLinkCase } from './given.ts';

let api: TestApi;
let mail: CaughtMail;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  mail = await catchMail({});
});
afterAll(async () => {
  await mail.close();
  await api.close();
});

const lines: string[] = [];

/** What the mail about the case's task says. */
async function mailed(byLink: boolean): Promise<{ text: string; taskId: string }> {
  const one = await givenLinkCase(api, { byLink });
  const { id: taskId } = await one.task('county');
  const isSent = async () => (await mailsOf(api.db, `task:${taskId}`)).every(({ state }) => state === 'SENT');
  expect(await sendUntil(api.db, { smtpUrl: mail.catcher.smtpUrl, lines }, isSent)).toBe(true);
  const mails = mail.catcher.messages.list({ to: `${LEADER}@example.com` });
  const texts = await Promise.all(mails.map(async ({ id }) => (await mail.catcher.messages.read(id))?.text ?? ''));
  return { taskId, text: texts.find((text) => text.includes(taskId)) ?? '' };
}

describe('the mail about a task', () => {
  it('carries the link by which its reader decides, where the stage offers that', async () => {
    const { text, taskId } = await mailed(true);
    const token = /https:\/\/qudao\.test\/decide#([\w-]{43})/.exec(text)?.[1] ?? '';
    expect(text).toContain('链接仅供您本人使用一次');
    const visitor = api.anonymous();
    expect((await visitor.post('/links/decision/preview', { token })).body).toMatchObject({ closedBy: null });
    expect((await visitor.post('/links/decision', { token, outcome: 'APPROVE' })).body).toMatchObject({ taskId });
    expect(lines.join('')).not.toContain(token);
    const kept = await api.db.sql.rows(`SELECT FROM message WHERE params::text LIKE '%' || $1 || '%'`, [token]);
    expect(kept).toEqual([]);
  });

  it('carries none elsewhere', async () => {
    const { text } = await mailed(false);
    expect(text).toContain('/tasks/');
    expect(text).not.toContain('/decide');
  });

  it('lets an address try only so many tokens a minute', async () => {
    const visitor = api.anonymous();
    const statuses: number[] = [];
    for (let n = 0; n < 25; n += 1) {
      statuses.push((await visitor.post('/links/decision/preview', { token: 'A'.repeat(43) })).status);
    }
    expect([statuses[0], statuses.at(-1)]).toEqual([410, 429]);
  });
});
