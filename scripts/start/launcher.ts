import { assertDiskSpace } from '../parts/machine/disk.ts';
import { takeLock } from '../parts/machine/lock.ts';
import { assertPortFree } from '../parts/machine/ports.ts';
import { removeRunFile } from '../parts/machine/run-file.ts';
import type { Report } from '../parts/machine/running-part.ts';
import { StartError } from '../parts/machine/start-error.ts';
import { announcement } from './announce.ts';
import { assertOwnDirectory, claimDataDirectory } from './data-version.ts';
import { ensureCertificates } from './https/certificates.ts';
import { pathsOf } from './paths.ts';
import { startProduct } from './product.ts';
import type { Programs } from './programs.ts';
import { endNodeParts, resetData } from './reset.ts';
import { loadSecrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { Supervisor } from './supervisor.ts';

export interface LauncherOptions {
  settings: Settings;
  programs: Programs;
  report: Report;
  /** Aborted when everything is to stop. */
  stop: AbortSignal;
}

/** Runs the product until it is told to stop. Rejects with a `StartError` when it cannot be started. */
export async function launchProduct(options: LauncherOptions): Promise<void> {
  const { dataDirectory, isReset } = options.settings;
  if (isReset) assertOwnDirectory(dataDirectory);
  else claimDataDirectory(dataDirectory);
  holdDirectory(options.settings);
  try {
    if (isReset) {
      await resetData(dataDirectory);
      claimDataDirectory(dataDirectory);
    }
    await runParts(options);
  } finally {
    removeRunFile(pathsOf(dataDirectory).lock);
  }
}

async function runParts({ settings, programs, report, stop }: LauncherOptions): Promise<void> {
  await endNodeParts(settings.dataDirectory);
  await assertRoom(settings);
  const supervisor = new Supervisor({ report });
  const stopped = new Promise<void>((resolve) => {
    stop.addEventListener('abort', () => {
      resolve();
    });
  });
  const run = async (): Promise<void> => {
    const { tls, logins } = pathsOf(settings.dataDirectory);
    const certificates = settings.https && ensureCertificates({ directory: tls, names: settings.https.names });
    const secrets = loadSecrets(settings.dataDirectory);
    await startProduct({ settings, secrets, certificates, programs, supervisor, report });
    report(announcement({ settings, certificates, loginsFile: logins }));
    await stopped;
  };
  try {
    await Promise.race([run(), stopped]);
  } finally {
    await supervisor.stopAll();
  }
}

/** Two launchers on one directory would each restart what the other stops. */
function holdDirectory(settings: Settings): void {
  const holder = takeLock(pathsOf(settings.dataDirectory).lock, { publicUrl: settings.publicUrl });
  if (holder === undefined) return;
  throw new StartError(
    `Qudao already runs on ${settings.dataDirectory} (process ${holder.pid}): use that one, stop it first, or set QUDAO_DATA and other ports.`,
  );
}

async function assertRoom(settings: Settings): Promise<void> {
  assertDiskSpace(settings.dataDirectory, 500, 'the product');
  await assertPortFree(settings.port, 'the API', 'PORT');
  if (settings.smtpUrl !== undefined) return;
  await assertPortFree(settings.smtpPort, 'the mail catcher', 'QUDAO_SMTP_PORT');
  await assertPortFree(settings.mailPort, 'the mail page', 'QUDAO_MAIL_PORT');
}
