import { mkdir, rm } from 'node:fs/promises';
import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { seed } from '../../prisma/seed.ts';
import { findFreePorts } from '../../scripts/parts/machine/ports.ts';
import { migrate } from '../../scripts/parts/migrate.ts';
import { startPostgres, type RunningPostgres } from '../../scripts/parts/postgres.ts';
import { databaseUrl, withConnection } from '../../scripts/parts/postgres/connect.ts';
import { ensureDatabase, ensureRole } from '../../scripts/parts/postgres/roles.ts';
import { defaultSources, findTemporalBinaries } from '../../scripts/parts/temporal/binaries.ts';
import { ensureNamespace } from '../../scripts/parts/temporal/namespace.ts';
import { temporalPortCount } from '../../scripts/parts/temporal/ports.ts';
import { startTemporalServer, type RunningTemporal } from '../../scripts/parts/temporal-server.ts';
import type { Config } from '../../src/config.ts';
import { openDatabase } from '../../src/persistence/database.ts';
import { freePort, testConfig } from '../support/api.ts';
import { testDirectory, testPersonHashKey } from '../support/parts/test-directory.ts';

const PASSWORD = 'qudao-fault';
const NAMESPACE = 'qudao-fault';

/** A PostgreSQL and a Temporal server of one test's own, durable, to be killed and started again. */
export interface OwnParts {
  readonly config: Config;
  readonly logFile: string;
  postgres: RunningPostgres;
  temporal: RunningTemporal;
  startPostgres(): Promise<void>;
  startTemporal(): Promise<void>;
  close(): Promise<void>;
}

export async function startOwnParts(): Promise<OwnParts> {
  const directory = path.join(testDirectory, `fault-${randomBytes(4).toString('hex')}`);
  await mkdir(directory, { recursive: true });
  const postgresPort = await findFreePorts(6399, 1);
  const admin = { port: postgresPort, user: 'postgres', password: PASSWORD, database: 'postgres' };
  const urlOf = (user: string) => databaseUrl({ ...admin, user, database: 'qudao' });
  const startPart = () =>
    startPostgres({
      directory: path.join(directory, 'postgres'),
      port: postgresPort,
      portVariable: 'none',
      password: PASSWORD,
      logFile: path.join(directory, 'postgres.log'),
    });
  const postgres = await startPart();
  await withConnection(admin, async (client) => {
    await ensureRole(client, 'qudao_owner', PASSWORD, 'CREATEDB');
    await ensureRole(client, 'qudao_app', PASSWORD);
    await ensureDatabase(client, 'qudao', 'qudao_owner');
  });
  await migrate(urlOf('qudao_owner'));
  await seed(urlOf('qudao_owner'), { companies: 20, personHashKey: testPersonHashKey });
  const temporalPort = await findFreePorts(8399, temporalPortCount);
  const binaries = await findTemporalBinaries({ ...defaultSources, report: () => undefined });
  const startEngine = () =>
    startTemporalServer({
      directory: path.join(directory, 'temporal'),
      port: temporalPort,
      portVariable: 'none',
      binaries,
      admin,
      password: PASSWORD,
      logFile: path.join(directory, 'temporal.log'),
    });
  const temporal = await startEngine();
  await ensureNamespace(temporal.address, NAMESPACE);
  const port = await freePort();
  const config = testConfig({
    DATABASE_URL: urlOf('qudao_app'),
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: NAMESPACE,
    TASK_QUEUE: `fault-${randomUUID()}`,
    DATA_DIR: path.join(directory, 'data'),
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PERSON_HASH_KEY: testPersonHashKey,
  });
  const parts: OwnParts = {
    config,
    logFile: path.join(directory, 'product.log'),
    postgres,
    temporal,
    async startPostgres() {
      parts.postgres = await startPart();
    },
    async startTemporal() {
      parts.temporal = await startEngine();
    },
    async close() {
      await parts.temporal.stop();
      await parts.postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return parts;
}

/** For looking at rows; PostgreSQL may have been away meanwhile, so it is opened anew each time. */
export async function withDatabase<Result>(
  config: Config,
  look: (db: ReturnType<typeof openDatabase>) => Promise<Result>,
) {
  const db = openDatabase(config.databaseUrl, 2);
  try {
    return await look(db);
  } finally {
    await db.close();
  }
}
