import './prepare/check-node.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { endWithFailure } from './prepare/fail.mjs';
import { root } from './prepare/paths.mjs';
import { prepare } from './prepare/prepare.mjs';
import { run } from './prepare/run.mjs';

/** `npm run bench -- <name> [arguments]` runs bench/<name>.ts; without a name it says which there are. */
async function bench([name, ...args]) {
  await prepare(console.log);
  const folder = path.join(root, 'dist/bench');
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter((file) => file.endsWith('.js')) : [];
  if (!names.includes(`${name}.js`)) {
    console.error(
      `Which one? npm run bench -- <name>, one of: ${names.map((file) => path.parse(file).name).join(', ')}`,
    );
    process.exitCode = 1;
    return;
  }
  await run(process.execPath, [path.join(folder, `${name}.js`), ...args], `bench ${name}`, { stdio: 'inherit' });
}

bench(process.argv.slice(2)).catch(endWithFailure);
