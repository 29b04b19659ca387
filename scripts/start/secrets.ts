import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { StartError } from '../parts/machine/start-error.ts';

const secretsFile = z.object({
  databaseAdmin: z.string().min(32),
  databaseOwner: z.string().min(32),
  databaseApp: z.string().min(32),
  temporalDatabase: z.string().min(32),
  session: z.string().min(32),
  personHash: z.string().min(32),
});

/** Passwords and keys of this data directory; production gets its own from the environment. */
export type Secrets = z.infer<typeof secretsFile>;

/** The secrets of the data directory, made at random by its first start and readable by its owner only. */
export function loadSecrets(dataDirectory: string): Secrets {
  const file = path.join(dataDirectory, 'secrets.json');
  if (fs.existsSync(file)) return readSecrets(file);
  if (fs.existsSync(path.join(dataDirectory, 'postgres'))) {
    throw new StartError(
      `${file} is gone, and with it the passwords of the database: restore it, or begin anew with npm start -- --reset.`,
    );
  }
  const secrets: Secrets = {
    databaseAdmin: randomSecret(),
    databaseOwner: randomSecret(),
    databaseApp: randomSecret(),
    temporalDatabase: randomSecret(),
    session: randomSecret(),
    personHash: randomSecret(),
  };
  fs.writeFileSync(`${file}.new`, JSON.stringify(secrets, undefined, 2), { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
  return secrets;
}

function readSecrets(file: string): Secrets {
  try {
    return secretsFile.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    throw new StartError(`${file} is damaged: restore it, or begin anew with npm start -- --reset.`);
  }
}

function randomSecret(): string {
  return crypto.randomBytes(32).toString('base64url');
}
