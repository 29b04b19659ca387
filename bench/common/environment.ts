import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { migrate } from '../../scripts/parts/migrate.ts';
import { findFreePorts } from '../../scripts/parts/machine/ports.ts';
import { repositoryRoot } from '../../scripts/parts/machine/repository.ts';
import { startNodePart } from '../../scripts/parts/node-part.ts';
import { startPostgres } from '../../scripts/parts/postgres.ts';
import { databaseUrl, withConnection } from '../../scripts/parts/postgres/connect.ts';
import { ensureDatabase, ensureRole } from '../../scripts/parts/postgres/roles.ts';
import { defaultSources, findTemporalBinaries } from '../../scripts/parts/temporal/binaries.ts';
import { ensureNamespace } from '../../scripts/parts/temporal/namespace.ts';
import { temporalPortCount } from '../../scripts/parts/temporal/ports.ts';
import { startTemporalServer } from '../../scripts/parts/temporal-server.ts';
import { seed } from '../../prisma/seed.ts';

const PASSWORD = 'qudao-bench';
const NAMESPACE = 'qudao-bench';

export interface BenchParts {
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  readonly pids: Readonly<Record<'postgres' | 'temporal', number>>;
  /** Starts a program of the product, or of the bench, as a process of its own. */
  startProcess(
    name: string,
    script: string,
    environment: Record<string, string>,
    readyUrl?: string,
  ): Promise<{ pid: number; stop(): Promise<void> }>;
  freePort(): Promise<number>;
  /** Lets PostgreSQL finish what an earlier measurement left behind, so that the next one does not pay for it. */
  settle(): Promise<void>;
  /** Work of the database's superuser, such as filling tables without their triggers. */
  asAdmin<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
}

export interface BenchOptions {
  /** Of the database; another one for each bench that runs beside another. */
  readonly database?: string;
  readonly companies?: number;
  /** Takes the database as an earlier run left it, where there is one. */
  readonly keep?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
}

/** PostgreSQL and Temporal of the bench's own, durable as in production (fsync on), and a fresh database. */
export async function startBench(
  report: (line: string) => void,
  { database = 'qudao_bench', companies = 60, keep = false, settings = {} }: BenchOptions = {},
): Promise<BenchParts> {
  const directory = path.join(repositoryRoot, '.data/bench');
  await mkdir(directory, { recursive: true });
  report('starting PostgreSQL and Temporal');
  const postgres = await startPostgres({
    directory: path.join(directory, 'postgres'),
    port: await findFreePorts(5899, 1),
    portVariable: 'none',
    password: PASSWORD,
    logFile: path.join(directory, 'logs/postgres.log'),
    settings,
  });
  const admin = { port: postgres.port, user: 'postgres', password: PASSWORD, database: 'postgres' };
  await withConnection(admin, async (client) => {
    await ensureRole(client, 'qudao_owner', PASSWORD, 'CREATEDB');
    await ensureRole(client, 'qudao_app', PASSWORD);
    if (!keep) await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await ensureDatabase(client, database, 'qudao_owner');
  });
  const urlOf = (user: string) => databaseUrl({ ...admin, user, database });
  const temporal = await startTemporalServer({
    directory: path.join(directory, 'temporal'),
    port: await findFreePorts(7899, temporalPortCount),
    portVariable: 'none',
    binaries: await findTemporalBinaries({ ...defaultSources, report }),
    admin,
    password: PASSWORD,
    logFile: path.join(directory, 'logs/temporal.log'),
  });
  await ensureNamespace(temporal.address, NAMESPACE);
  report('making the database');
  await migrate(urlOf('qudao_owner'));
  await withConnection({ ...admin, user: 'qudao_owner', database }, (client) =>
    client.query(
      'CREATE TABLE IF NOT EXISTS bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text)',
    ),
  );
  const personHashKey = 'a key of the bench for hashes of persons, long enough';
  await seed(urlOf('qudao_owner'), { companies, personHashKey });
  const port = await findFreePorts(8899, 1);
  const environment = {
    QUDAO_MODE: 'development',
    TZ: 'UTC',
    DATABASE_URL: urlOf('qudao_app'),
    DATABASE_POOL: '20',
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: NAMESPACE,
    TASK_QUEUE: `bench-${randomUUID()}`,
    // Nobody listens: mail stays in the ledger, and no mail server takes part in the figures.
    SMTP_URL: 'smtp://127.0.0.1:9',
    SESSION_SECRET: 'a secret of the bench, long enough to be one',
    PERSON_HASH_KEY: personHashKey,
    LOG_LEVEL: 'error',
    DATA_DIR: path.join(directory, 'data'),
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  };
  return {
    environment,
    directory,
    pids: { postgres: postgres.pid, temporal: temporal.pid },
    freePort: () => findFreePorts(8950, 1),
    startProcess: (name, script, extra, readyUrl) =>
      startNodePart({
        name,
        script: fileURLToPath(new URL(`../../${script}`, import.meta.url)),
        env: { ...environment, ...extra },
        runFile: path.join(directory, `run/${name}.json`),
        logFile: path.join(directory, `logs/${name}.log`),
        isReady: () =>
          readyUrl === undefined
            ? Promise.resolve(true)
            : fetch(readyUrl).then(
                (answer) => answer.ok,
                () => false,
              ),
      }),
    settle: () =>
      withConnection({ ...admin, database }, async (client) => {
        await client.query('VACUUM (ANALYZE)');
        await client.query('CHECKPOINT');
      }),
    asAdmin: (work) => withConnection({ ...admin, database }, work),
    async stop() {
      await temporal.stop();
      await postgres.stop();
      await rm(path.join(directory, 'data'), { recursive: true, force: true });
    },
  };
}
