import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** A short hash of the names and contents of files and of everything below folders; missing ones count as absent. */
export function hashTree(root: string, names: readonly string[]): string {
  const hash = crypto.createHash('sha256');
  for (const name of names) {
    for (const file of filesBelow(path.join(root, name))) {
      hash.update(path.relative(root, file)).update('\0').update(fs.readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(entry: string): string[] {
  const stat = fs.statSync(entry, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [entry];
  return fs
    .readdirSync(entry)
    .sort()
    .flatMap((name) => filesBelow(path.join(entry, name)));
}
