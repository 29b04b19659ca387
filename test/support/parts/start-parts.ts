import path from 'node:path';
import { findFreePorts } from '../../../scripts/parts/machine/ports.ts';
import { findPostgres, startPostgres, type RunningPostgres } from '../../../scripts/parts/postgres.ts';
import { withConnection, type DatabaseAddress } from '../../../scripts/parts/postgres/connect.ts';
import { ensureRole } from '../../../scripts/parts/postgres/roles.ts';
import { defaultSources, findTemporalBinaries } from '../../../scripts/parts/temporal/binaries.ts';
import { ensureNamespace } from '../../../scripts/parts/temporal/namespace.ts';
import { temporalPortCount } from '../../../scripts/parts/temporal/ports.ts';
import {
  findTemporalServer,
  startTemporalServer,
  type RunningTemporal,
} from '../../../scripts/parts/temporal-server.ts';
import { testDirectory, testNamespace, testPassword } from './test-directory.ts';

const postgresDirectory = path.join(testDirectory, 'postgres');
const temporalDirectory = path.join(testDirectory, 'temporal');

export interface TestParts {
  postgres: RunningPostgres;
  temporal: RunningTemporal;
  admin: DatabaseAddress;
}

/** The ports are looked for, so no sentence ever names this. */
const portVariable = 'none';

export interface RunningTestParts {
  postgres: RunningPostgres | undefined;
  temporal: RunningTemporal | undefined;
}

/** The test parts that an earlier or a simultaneous run left running. */
export async function findParts(): Promise<RunningTestParts> {
  return {
    postgres: await findPostgres(postgresDirectory, testPassword),
    temporal: findTemporalServer(temporalDirectory),
  };
}

/** Starts the test PostgreSQL and Temporal, or takes over the running ones. */
export async function startParts(): Promise<TestParts> {
  const { postgres, admin } = await startTestPostgres();
  const running = findTemporalServer(temporalDirectory);
  const temporal = await startTemporalServer({
    directory: temporalDirectory,
    port: Number(running?.settings['port'] ?? (await findFreePorts(7599, temporalPortCount))),
    portVariable,
    binaries: await findTemporalBinaries({ ...defaultSources, report: console.log }),
    admin,
    password: testPassword,
    logFile: path.join(testDirectory, 'logs/temporal.log'),
  });
  await ensureNamespace(temporal.address, testNamespace);
  return { postgres, temporal, admin };
}

/** Starts the test PostgreSQL with the product's roles, or takes over the running one. */
export async function startTestPostgres(): Promise<Pick<TestParts, 'postgres' | 'admin'>> {
  const running = await findPostgres(postgresDirectory, testPassword);
  const postgres = await startPostgres({
    directory: postgresDirectory,
    port: running?.port ?? (await findFreePorts(5599, 1)),
    portVariable,
    password: testPassword,
    logFile: path.join(testDirectory, 'logs/postgres.log'),
    // Nothing here has to outlive a power cut, and each test file copies a database.
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' },
  });
  const admin = { port: postgres.port, user: 'postgres', password: testPassword, database: 'postgres' };
  await withConnection(admin, async (client) => {
    await ensureRole(client, 'qudao_owner', testPassword, 'CREATEDB');
    await ensureRole(client, 'qudao_app', testPassword);
  });
  return { postgres, admin };
}
