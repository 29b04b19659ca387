import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nodemailer from 'nodemailer';
import { z } from 'zod';
import { MailCatcher } from '../../../scripts/mail-catcher/mail-catcher.ts';

const summaries = z.array(z.object({ id: z.string(), subject: z.string(), receivedAt: z.string() }));

describe('the mail catcher', () => {
  let directory: string;
  let catcher: MailCatcher;

  beforeEach(async () => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), 'qudao-mail-'));
    catcher = await startCatcher();
  });

  afterEach(async () => {
    await catcher.stop();
    fs.rmSync(directory, { recursive: true });
  });

  it('gives a Chinese message back as it was sent', async () => {
    const subject = '关于“杭州西湖合作营业厅”准入申请需要补充材料的通知（第 2 次），请于十个工作日内答复';
    await send({ to: 'zhang@partner.test', subject, text: '请补充营业执照。', html: '<p>请补充<b>营业执照</b>。</p>' });
    const [message] = await list('?to=ZHANG@partner.test');
    expect(await getJson(`/messages/${message?.id ?? ''}`)).toMatchObject({
      subject,
      to: ['zhang@partner.test'],
      text: '请补充营业执照。',
      html: '<p>请补充<b>营业执照</b>。</p>',
    });
  });

  it('keeps its messages over a restart', async () => {
    await send({ to: 'a@partner.test', subject: '第一封' });
    await catcher.stop();
    catcher = await startCatcher();
    await send({ to: 'b@partner.test', subject: '第二封' });
    expect((await list()).map((message) => message.subject)).toEqual(['第二封', '第一封']);
  });

  it('lists by recipient, blind copies included, and by time', async () => {
    await send({ to: 'a@partner.test', subject: 'one' });
    await send({ to: 'b@partner.test', bcc: 'a@partner.test', subject: 'two' });
    await send({ to: 'c@partner.test', subject: 'three' });
    expect(subjects(await list('?to=a@partner.test'))).toEqual(['two', 'one']);
    const [, second] = await list();
    expect(subjects(await list(`?since=${second?.receivedAt ?? ''}`))).toEqual(['three']);
  });

  it('shows a message without letting its HTML run or close its frame', async () => {
    await send({
      to: 'a@partner.test',
      subject: '<script>1</script>',
      html: `<p>"'</p></iframe><script>alert(1)</script>`,
    });
    const [message] = await list();
    const page = await fetch(`${catcher.pageUrl}/mail/${message?.id ?? ''}`);
    const html = await page.text();
    expect(html).not.toContain('<script');
    expect(html).toContain('sandbox=');
    expect(page.headers.get('content-security-policy')).toContain(`default-src 'none'`);
  });

  it('refuses a recipient with the code it is given', async () => {
    await expect(send({ to: 'full@refused.test', subject: 'x' })).rejects.toMatchObject({ responseCode: 451 });
    await expect(send({ to: 'nobody@refused.test', subject: 'x' })).rejects.toMatchObject({ responseCode: 550 });
    expect(await list()).toEqual([]);
  });

  it('answers 404 for an unknown message and 400 for a time it cannot read', async () => {
    expect((await fetch(`${catcher.pageUrl}/messages/..%2f..%2fetc`)).status).toBe(404);
    expect((await fetch(`${catcher.pageUrl}/messages?since=yesterday`)).status).toBe(400);
  });

  async function startCatcher(): Promise<MailCatcher> {
    const started = new MailCatcher({
      directory,
      smtpPort: 0,
      pagePort: 0,
      refuse: (recipient) => ({ 'full@refused.test': 451, 'nobody@refused.test': 550 })[recipient],
    });
    await started.start();
    return started;
  }

  async function send(message: {
    to: string;
    subject: string;
    bcc?: string;
    text?: string;
    html?: string;
  }): Promise<void> {
    const transport = nodemailer.createTransport(catcher.smtpUrl);
    await transport.sendMail({ from: '渠道 <no-reply@qudao.test>', text: '正文', ...message });
    transport.close();
  }

  async function list(query = ''): Promise<z.infer<typeof summaries>> {
    return summaries.parse(await getJson(`/messages${query}`));
  }

  async function getJson(address: string): Promise<unknown> {
    const response = await fetch(catcher.pageUrl + address);
    return response.json();
  }
});

function subjects(messages: { subject: string }[]): string[] {
  return messages.map(({ subject }) => subject);
}
