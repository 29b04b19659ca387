import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { MailCatcher } from '../../scripts/mail-catcher/mail-catcher.ts';
import { openDatabase, type Database } from '../../src/persistence/database.ts';
import { startOwnParts } from '../faults/own-parts.ts';
import { callers, type TestApi } from '../support/api.ts';
import { startApiProcess, startBundledWorkerProcess } from '../support/product-processes.ts';
import { KeptPart } from './kept-part.ts';

export const ROLES = ['API', 'WORKER', 'ENGINE', 'POSTGRES'] as const;
export type Role = (typeof ROLES)[number];

/** The whole product on processes of its own, each of which comes back when it is killed. */
export interface RunningProduct extends Pick<TestApi, 'as'> {
  readonly parts: Readonly<Record<Role, KeptPart>>;
  readonly db: Database;
  readonly engine: Client;
  readonly mail: MailCatcher;
  close(): Promise<void>;
}

export async function startProduct(): Promise<RunningProduct> {
  const own = await startOwnParts();
  const directory = await mkdtemp(path.join(os.tmpdir(), 'qudao-chaos-'));
  const mail = new MailCatcher({ directory, smtpPort: 0, pagePort: 0 });
  await mail.start();
  const config = { ...own.config, smtpUrl: mail.smtpUrl };
  const startApi = () => startApiProcess(config, own.logFile);
  const startWorker = () => Promise.resolve(startBundledWorkerProcess(config, own.logFile));
  const parts = {
    POSTGRES: new KeptPart(own.postgres, async () => {
      await own.startPostgres();
      return own.postgres;
    }),
    ENGINE: new KeptPart(own.temporal, async () => {
      await own.startTemporal();
      return own.temporal;
    }),
    WORKER: new KeptPart(await startWorker(), startWorker),
    API: new KeptPart(await startApi(), startApi),
  };
  const db = openDatabase(config.databaseUrl, 8);
  const connection = Connection.lazy({ address: config.temporal.address });
  return {
    ...callers(config),
    parts,
    db,
    mail,
    engine: new Client({ connection, namespace: config.temporal.namespace }),
    async close() {
      for (const role of ROLES) await parts[role].stop();
      await Promise.all([db.close(), connection.close(), mail.stop()]);
      await own.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
