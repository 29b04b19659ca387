import type { Report, RunningPart } from '../parts/machine/running-part.ts';
import { startNodePart } from '../parts/node-part.ts';
import { startPostgres, type RunningPostgres } from '../parts/postgres.ts';
import { defaultSources, findTemporalBinaries } from '../parts/temporal/binaries.ts';
import { ensureNamespace } from '../parts/temporal/namespace.ts';
import { startTemporalServer } from '../parts/temporal-server.ts';
import { noteMigrated } from './data-version.ts';
import { adminAddress, prepareDatabase, productDatabase } from './databases.ts';
import type { Certificates } from './https/certificates.ts';
import { pathsOf, type DataPaths, type NodePartName } from './paths.ts';
import type { Programs } from './programs.ts';
import { answersHttp, answersHttps, pollsTaskQueue } from './ready.ts';
import type { Secrets } from './secrets.ts';
import { seed } from './seed.ts';
import type { Settings } from './settings.ts';
import type { Supervisor } from './supervisor.ts';

export interface Launch {
  settings: Settings;
  secrets: Secrets;
  /** With `--https`. */
  certificates: Certificates | undefined;
  programs: Programs;
  supervisor: Supervisor;
  report: Report;
}

const namespace = 'qudao';
const taskQueue = 'qudao';

/** Brings up everything in the order in which one part needs the other; one line for each. */
export async function startProduct(launch: Launch): Promise<void> {
  const paths = pathsOf(launch.settings.dataDirectory);
  const postgres = await startDatabase(launch, paths);
  const temporalAddress = await startEngine(launch, paths, postgres);
  const env = environmentOf(launch, postgres.port, temporalAddress);
  if (launch.settings.smtpUrl === undefined) await startMailCatcher(launch, paths);
  await seed(launch.programs.seed, env, paths.logFile('seed'));
  launch.report('demonstration data: ready');
  // Neither needs the other, and each takes seconds to come up.
  await Promise.all([
    superviseNode(launch, paths, {
      name: 'worker',
      script: launch.programs.worker,
      env,
      isReady: (pid) => pollsTaskQueue(pid, { address: temporalAddress, namespace, taskQueue }),
    }),
    superviseNode(launch, paths, {
      name: 'api',
      script: launch.programs.api,
      env,
      isReady: () => apiAnswers(launch),
    }),
  ]);
}

async function apiAnswers({ settings: { port }, certificates }: Launch): Promise<boolean> {
  if (certificates === undefined) return answersHttp(`http://127.0.0.1:${port}/`);
  return answersHttps(`https://127.0.0.1:${port}/`, certificates.authorityFile);
}

async function startDatabase(
  { settings, secrets, supervisor, report }: Launch,
  paths: DataPaths,
): Promise<RunningPostgres> {
  // An adopted server may be on another port than the one set now; every later start keeps to it.
  let port = settings.postgresPort;
  const postgres = await supervisor.start('PostgreSQL', async () => {
    const started = await startPostgres({
      directory: paths.postgres,
      port,
      portVariable: 'QUDAO_POSTGRES_PORT',
      password: secrets.databaseAdmin,
      logFile: paths.logFile('postgres'),
    });
    port = started.port;
    return started;
  });
  report(`PostgreSQL: ${howStarted(postgres)} on port ${postgres.port}`);
  const applied = await prepareDatabase(postgres.port, secrets);
  noteMigrated(settings.dataDirectory);
  report(applied.length > 0 ? `database: ${applied.length} migrations applied` : 'database: up to date');
  return postgres;
}

async function startEngine(launch: Launch, paths: DataPaths, postgres: RunningPostgres): Promise<string> {
  const address = launch.settings.temporalAddress ?? (await startOwnEngine(launch, paths, postgres));
  await ensureNamespace(address, namespace);
  return address;
}

async function startOwnEngine(
  { settings, secrets, supervisor, report }: Launch,
  paths: DataPaths,
  postgres: RunningPostgres,
): Promise<string> {
  const binaries = await findTemporalBinaries({ ...defaultSources, report });
  const temporal = await supervisor.start('Temporal', () =>
    startTemporalServer({
      directory: paths.temporal,
      port: settings.temporalPort,
      portVariable: 'QUDAO_TEMPORAL_PORT',
      binaries,
      admin: adminAddress(postgres.port, secrets),
      password: secrets.temporalDatabase,
      logFile: paths.logFile('temporal'),
    }),
  );
  report(`Temporal: ${howStarted(temporal)} on ${temporal.address}`);
  return temporal.address;
}

async function startMailCatcher(launch: Launch, paths: DataPaths): Promise<void> {
  const { smtpPort, mailPort } = launch.settings;
  await superviseNode(launch, paths, {
    name: 'mail-catcher',
    script: launch.programs.mailCatcher,
    env: { MAIL_DIR: paths.mail, SMTP_PORT: String(smtpPort), MAIL_PORT: String(mailPort) },
    isReady: () => answersHttp(`http://127.0.0.1:${mailPort}/messages`),
  });
}

interface NodeProgram {
  name: NodePartName;
  script: string;
  env: Readonly<Record<string, string>>;
  isReady: (pid: number) => Promise<boolean>;
}

const spokenNames: Record<NodePartName, string> = { 'mail-catcher': 'mail catcher', worker: 'worker', api: 'API' };

async function superviseNode({ supervisor, report }: Launch, paths: DataPaths, program: NodeProgram): Promise<void> {
  const name = spokenNames[program.name];
  const files = { runFile: paths.runFile(program.name), logFile: paths.logFile(program.name) };
  await supervisor.start(name, () => startNodePart({ ...program, ...files, name: `the ${name}` }));
  report(`${name}: started`);
}

function howStarted(part: RunningPart): string {
  return part.isAdopted ? 'found running' : 'started';
}

function environmentOf(
  { settings, secrets, certificates }: Launch,
  databasePort: number,
  temporalAddress: string,
): Record<string, string> {
  const { appUrl, ownerUrl } = productDatabase(databasePort, secrets);
  return {
    QUDAO_MODE: 'development',
    TZ: 'UTC',
    DATABASE_URL: appUrl,
    MIGRATION_DATABASE_URL: ownerUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    TASK_QUEUE: taskQueue,
    SMTP_URL: settings.smtpUrl ?? `smtp://127.0.0.1:${settings.smtpPort}`,
    // Set in every case: a HOST that the shell exports for something else must not open the product to a network.
    HOST: certificates === undefined ? '127.0.0.1' : '0.0.0.0',
    TLS_CERT_FILE: certificates?.certificateFile ?? '',
    TLS_KEY_FILE: certificates?.keyFile ?? '',
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
    DATA_DIR: settings.dataDirectory,
    SESSION_SECRET: secrets.session,
    PERSON_HASH_KEY: secrets.personHash,
  };
}
