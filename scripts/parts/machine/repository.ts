import fs from 'node:fs';
import path from 'node:path';

/** The folder of package.json, from the sources as well as from their build in dist/. */
export const repositoryRoot = findUpwards(import.meta.dirname, 'package.json');

function findUpwards(from: string, name: string): string {
  if (fs.existsSync(path.join(from, name))) return from;
  const parent = path.dirname(from);
  if (parent === from) throw new Error(`no ${name} above ${import.meta.dirname}`);
  return findUpwards(parent, name);
}
