import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import { describeInBrowser } from '../support/browser.ts';
import { LEADER } from '../tasks/office.ts';
import { ENGINE_AWAY } from '../http/admission/drafts.ts';
import { givenLinkCase, mailedToken } from '../http/links/given.ts';

const PHONE = { viewport: { width: 360, height: 740 } };

let api: TestApi;
let origin: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  origin = new URL(api.url).origin;
});
afterAll(async () => {
  await api.close();
});

async function givenLink() {
  const one = await givenLinkCase(api);
  const link = `${origin}/decide#${await mailedToken(api, one, LEADER)}`;
  const word = async () =>
    api.db.sql.maybe<{ outcome: string; reason: string | null }>(
      'SELECT outcome, reason FROM decision WHERE case_id = $1',
      [one.id],
    );
  return { one, link, word };
}

describeInBrowser('the page behind the link of a mail', (visit) => {
  it('shows the task, asks for the reason where one is needed, and decides once its reader confirms', async () => {
    const { link, word } = await givenLink();
    const { page, faults } = await visit(origin, PHONE);
    await page.goto(link);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.locator('main').innerText()).toMatch(/案件编号/);
    expect(await word()).toBeUndefined();

    await page.getByRole('radio', { name: '拒绝' }).check();
    await page.getByRole('button', { name: '确认拒绝' }).click();
    expect(await page.getByRole('alert').innerText()).toBe('请填写意见说明。');
    expect(await word()).toBeUndefined();

    await page.getByLabel('意见说明（必填）').fill('布局已满');
    await page.getByRole('button', { name: '确认拒绝' }).click();
    await page.getByText('您的意见已生效并记录在案').waitFor();
    expect(await word()).toEqual({ outcome: 'REJECT', reason: '布局已满' });
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(faults).toEqual([]);
  });

  it('keeps what was written while the language changes, and speaks the other one throughout', async () => {
    const { link, word } = await givenLink();
    const { page, faults } = await visit(origin, PHONE);
    await page.goto(link);
    await page.getByRole('radio', { name: '同意' }).check();
    await page.getByLabel('意见说明').fill('Fine with me');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('main').innerText()).not.toMatch(/案件编号|意见说明/);
    await page.getByRole('button', { name: 'Confirm: approve' }).click();
    await page.getByText('Your decision counts').waitFor();
    expect(await word()).toEqual({ outcome: 'APPROVE', reason: 'Fine with me' });
    expect(faults).toEqual([]);
  });

  it('is worked with the keyboard alone', async () => {
    const { link, word } = await givenLink();
    const { page } = await visit(origin);
    await page.goto(link);
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type('keyboard');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('您的意见已生效并记录在案').waitFor();
    expect(await word()).toMatchObject({ outcome: 'APPROVE' });
  });

  it('says why a used, an incomplete and a moved-on link decides nothing', async () => {
    const { link, one } = await givenLink();
    const { page } = await visit(origin);
    await page.goto(`${origin}/decide#short`);
    await page.getByText('链接不完整，请从邮件中重新打开。').waitFor();
    await page.goto(`${origin}/decide#${'A'.repeat(43)}`);
    await page.getByRole('heading', { name: '链接不可用' }).waitFor();
    const channelReviewer = await api.as(LEADER);
    const { id } = await one.task('county');
    expect((await channelReviewer.post(`/tasks/${id}/decision`, { outcome: 'APPROVE' })).status).toBe(200);
    await page.goto(link);
    await page.getByRole('heading', { name: '该任务现在不能由您办理' }).waitFor();
    expect(await page.getByRole('radio').count()).toBe(0);
  });

  it('keeps what was written when no answer comes, and the same decision then counts once', async () => {
    const { link, word } = await givenLink();
    const { page } = await visit(origin, PHONE);
    await page.goto(link);
    await page.getByRole('radio', { name: '拒绝' }).check();
    await page.getByLabel('意见说明（必填）').fill('布局已满');
    let cut = true;
    await page.route('**/api/v1/links/decision', async (route) => {
      // The first answer is lost on its way back, after the product has decided.
      const answer = await route.fetch();
      if (cut) {
        cut = false;
        await route.abort();
      } else await route.fulfill({ response: answer });
    });
    await page.getByRole('button', { name: '确认拒绝' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('意见说明（必填）').inputValue()).toBe('布局已满');
    await page.getByRole('button', { name: '确认拒绝' }).click();
    await page.getByText('您的意见已生效并记录在案').waitFor();
    expect(await word()).toEqual({ outcome: 'REJECT', reason: '布局已满' });
  });
});
