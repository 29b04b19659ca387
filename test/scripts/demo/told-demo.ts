import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runDemo, type StoryResult } from '../../../scripts/demo/run-demo.ts';
import type { StoryCode } from '../../../scripts/demo/story.ts';
import { MailCatcher } from '../../../scripts/mail-catcher/mail-catcher.ts';
import { startWorker } from '../../../src/worker.ts';
import { startApi, type Answer, type TestApi } from '../../support/api.ts';
import { setting } from '../../support/database.ts';

export interface ToldDemo {
  readonly api: TestApi;
  readonly results: ReadonlyMap<StoryCode, StoryResult>;
  /** What was printed. */
  readonly lines: readonly string[];
  /** Asks the product about the case of a story, as the administrator. */
  read<Body>(story: StoryCode, before: string, after?: string): Promise<Answer<Body>>;
  /** Mails to the person who applied in a story. */
  mailsTo(story: StoryCode): Promise<readonly { readonly subject: string; readonly text: string }[]>;
  close(): Promise<void>;
}

/** The product in this process, over a database and a mail catcher of its own, and all stories told on it once. */
export async function tellDemo(stories: readonly StoryCode[]): Promise<ToldDemo> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'demo-mail-'));
  const mail = new MailCatcher({ directory, smtpPort: 0, pagePort: 0 });
  await mail.start();
  const api = await startApi({ environment: { SMTP_URL: mail.smtpUrl } });
  const worker = await startWorker(api.config, { workflowBundle: { codePath: setting('TEST_WORKFLOW_BUNDLE') } });
  const lines: string[] = [];
  const print = (line: string): void => {
    lines.push(line);
  };
  const told = await runDemo({ apiUrl: api.url, mailUrl: mail.pageUrl, stories, print });
  const results = new Map(told.map((result) => [result.story, result]));
  return {
    api,
    results,
    lines,
    async read(story, before, after = '') {
      const administrator = await api.as('administrator.province');
      return administrator.get(`${before}${String(results.get(story)?.caseId)}${after}`);
    },
    async mailsTo(story) {
      const all = mail.messages.list();
      const own = all.filter(({ to }) => to.some((address) => address.startsWith(`applicant-${story}.`)));
      const messages = await Promise.all(own.map(({ id }) => mail.messages.read(id)));
      return messages.filter((message) => message !== undefined);
    },
    async close() {
      await worker.close();
      await api.close();
      await mail.stop();
      await rm(directory, { recursive: true });
    },
  };
}
