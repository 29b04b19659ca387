import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { MailCatcher } from '../../scripts/mail-catcher/mail-catcher.ts';
import { waitUntil } from '../../scripts/parts/machine/wait.ts';
import { smtpTransport } from '../../src/mail/transport.ts';
import { enqueueNotices } from '../../src/messages/enqueue.ts';
import { sendDueMessages } from '../../src/messages/send-due-messages.ts';
import { inTransaction } from '../../src/persistence/tx.ts';
import type { TestDatabase } from '../support/database.ts';

export const MAIL_FROM = 'Qudao 渠道 <no-reply@qudao.test>';

export interface MessageRow {
  id: string;
  dedupeKey: string;
  channel: string;
  state: string;
  attempts: number;
  subject: string | null;
  address: string | null;
  messageId: string | null;
  lastError: string | null;
  nextTryAt: Date | null;
}

export async function accountOf(db: TestDatabase, login: string): Promise<string> {
  const { id } = await db.sql.one<{ id: string }>('SELECT id FROM account WHERE login = $1', [login]);
  return id;
}

export interface TaskNotice {
  readonly logins: readonly string[];
  readonly ref?: string;
  readonly titleZh?: string;
}

/** Tells these people of a new task, as a route's stage would; gives the ref. */
export async function tellOfTask(db: TestDatabase, { logins, ref, titleZh }: TaskNotice): Promise<string> {
  const taskId = randomUUID();
  const name = ref ?? `task:${taskId}`;
  const accountIds = await Promise.all(logins.map((login) => accountOf(db, login)));
  const notice = {
    process: 'ADMISSION',
    event: 'TASK_OPENED',
    group: 'CANDIDATES',
    accountIds,
    ref: name,
    params: {
      caseId: randomUUID(),
      caseNumber: 'ZR-2026-000001',
      titleZh: titleZh ?? '临江恒通通信有限公司',
      titleEn: 'Linjiang Hengtong Communications',
      taskId,
      stageTitleZh: '材料审核',
      stageTitleEn: 'Material review',
      dueAt: '2026-11-30T10:00:00.000Z',
    },
  } as const;
  await inTransaction(db.pool, (tx) => {
    enqueueNotices(tx, [notice], new Date());
    return Promise.resolve();
  });
  return name;
}

export function mailsOf(db: TestDatabase, ref: string): Promise<MessageRow[]> {
  return db.sql.rows<MessageRow>(
    `SELECT id, dedupe_key AS "dedupeKey", channel, state, attempts, subject, address, message_id AS "messageId", last_error AS "lastError",
       next_try_at AS "nextTryAt"
     FROM message WHERE channel = 'EMAIL' AND dedupe_key LIKE 'TASK_OPENED:' || $1 || ':%' ORDER BY id`,
    [ref],
  );
}

export interface SenderTest {
  readonly smtpUrl: string;
  readonly lines: string[];
}

/** Sends until the ledger is as it should be; false when it does not get there. */
export async function sendUntil(
  db: TestDatabase,
  { smtpUrl, lines }: SenderTest,
  isDone: () => Promise<boolean>,
): Promise<boolean> {
  const transport = smtpTransport({ smtpUrl, mailFrom: MAIL_FROM });
  const stop = new AbortController();
  const settings = { publicUrl: 'https://qudao.test', sessionSecret: 's'.repeat(32), mailFrom: MAIL_FROM };
  const sending = sendDueMessages({ sql: db.sql, transport, settings, log: logInto(lines) }, stop.signal);
  try {
    return await waitUntil(isDone, { timeout: 30_000 });
  } finally {
    stop.abort();
    await sending;
    transport.close();
  }
}

function logInto(lines: string[]) {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
  return pino({ level: 'trace' }, stream);
}

export interface CaughtMail {
  readonly catcher: MailCatcher;
  close(): Promise<void>;
}

export async function catchMail(options: {
  smtpPort?: number;
  refuse?: (recipient: string) => number | undefined;
}): Promise<CaughtMail> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'qudao-mail-'));
  const { smtpPort = 0, refuse } = options;
  const catcher = new MailCatcher({ directory, smtpPort, pagePort: 0, ...(refuse === undefined ? {} : { refuse }) });
  await catcher.start();
  return {
    catcher,
    async close() {
      await catcher.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
