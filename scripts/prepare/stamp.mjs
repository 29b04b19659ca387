import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/** Runs `make` when the files have changed since it last succeeded, or when what it made is gone. */
export async function whenChanged({ stamp, inputs, outputs }, make) {
  const hash = hashFiles(inputs());
  const isThere = outputs.every((output) => fs.existsSync(path.join(root, output)));
  const file = path.join(root, stamp);
  if (isThere && fs.existsSync(file) && fs.readFileSync(file, 'utf8') === hash) return false;
  await make();
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, hash);
  return true;
}

/** Files below the given folders of the project, and the given files, as paths from its root. */
export function listFiles(names) {
  return names.flatMap((name) => {
    const stat = fs.statSync(path.join(root, name), { throwIfNoEntry: false });
    if (stat === undefined) return [];
    if (!stat.isDirectory()) return [name];
    return listFiles(
      fs
        .readdirSync(path.join(root, name))
        .sort()
        .map((entry) => path.join(name, entry)),
    );
  });
}

function hashFiles(files) {
  const hash = crypto.createHash('sha256').update(process.version.split('.')[0]);
  for (const file of files) hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(root, file)));
  return hash.digest('hex');
}
