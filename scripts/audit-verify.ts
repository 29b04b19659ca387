import { openDatabase } from '../src/persistence/database.ts';
import { verifyAudit, type AuditFault, type AuditVerified } from '../src/audit/verify.ts';
import { productDatabase } from './start/databases.ts';
import { loadSecrets } from './start/secrets.ts';
import { readSettings } from './start/settings.ts';

const HELP: Record<AuditFault['fault'], string> = {
  HASH: 'an entry is not what was hashed when it was written',
  GAP: 'the entries before it are missing',
  COLUMNS: 'an entry is filed under something else than was hashed',
  HEAD: 'the end of the chain is not the last entry written',
  ANCHOR: 'the chains are not what was anchored at the end of that day',
  ANCHOR_LOG: 'the copy of the anchor outside the database says something else',
};

/**
 * `npm run audit:verify`: recomputes every chain and every anchor. Exit code 0 without faults, 1 with faults, 2 when it could not look.
 * It asks the database of `DATABASE_URL` and the log in `DATA_DIR`, or those that `npm start` runs here.
 */
async function main(): Promise<void> {
  const { databaseUrl, dataDir } = target(process.env);
  const db = openDatabase(databaseUrl, 2);
  try {
    const verified = await verifyAudit(db, dataDir);
    report(verified);
    process.exitCode = verified.faults.length === 0 ? 0 : 1;
  } finally {
    await db.close();
  }
}

function target(environment: NodeJS.ProcessEnv): { databaseUrl: string; dataDir: string | undefined } {
  const databaseUrl = environment['DATABASE_URL'];
  if (databaseUrl !== undefined) return { databaseUrl, dataDir: environment['DATA_DIR'] };
  const settings = readSettings(environment, []);
  const { appUrl } = productDatabase(settings.postgresPort, loadSecrets(settings.dataDirectory));
  return { databaseUrl: appUrl, dataDir: settings.dataDirectory };
}

function report({ entries, chains, anchors, outsideCopy, faults }: AuditVerified): void {
  console.log(`${entries} entries in ${chains} chains, ${anchors} daily anchors.`);
  if (anchors > 0 && !outsideCopy)
    console.log('No copy of the anchors outside the database was found to compare with.');
  if (faults.length === 0) console.log('No faults.');
  for (const fault of faults) {
    const where = 'chain' in fault ? `${fault.chain} #${fault.seq}` : `anchor of ${fault.day}`;
    console.error(`${fault.fault}  ${where}: ${HELP[fault.fault]}`);
  }
}

main().catch((error: unknown) => {
  console.error(`The audit could not be verified: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
});
