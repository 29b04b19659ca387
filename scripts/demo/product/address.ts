import fs from 'node:fs';
import { readLivingProcess } from '../../parts/machine/run-file.ts';
import { authorityFiles } from '../../start/https/pair.ts';
import { pathsOf } from '../../start/paths.ts';
import type { Settings } from '../../start/settings.ts';

/** Where the product of these settings is opened: started with `--https`, that is an address of the network. */
export function addressOf({ dataDirectory, port, publicUrl }: Settings): string {
  const known = readLivingProcess(pathsOf(dataDirectory).lock)?.settings['publicUrl'];
  return known !== undefined && new URL(known).port === String(port) ? known : publicUrl;
}

/** The authority that `npm start -- --https` made in that data directory, if it ever ran so. */
export function knownAuthority({ dataDirectory }: Settings): string | undefined {
  const file = authorityFiles(pathsOf(dataDirectory).tls).certificate;
  return fs.existsSync(file) ? file : undefined;
}
