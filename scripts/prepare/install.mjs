import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { run } from './run.mjs';

/** Installs the dependencies unless exactly those of package-lock.json are there. */
export async function installDependencies(report) {
  if (areInstalled()) return;
  const started = Date.now();
  report('installing the dependencies: about a minute');
  const progress = setInterval(() => {
    report(`installing the dependencies: ${Math.round((Date.now() - started) / 1000)} s`);
  }, 15_000);
  try {
    await npm(['ci', '--no-fund', '--no-audit'], 'npm ci');
  } finally {
    clearInterval(progress);
  }
}

/** npm writes what it installed as the last step, so an interrupted installation does not count. */
function areInstalled() {
  const installed = readPackages('node_modules/.package-lock.json');
  const wanted = readPackages('package-lock.json');
  return Object.entries(wanted).every(
    ([name, { version, optional, peer, link }]) =>
      name === '' || link || installed[name]?.version === version || (!installed[name] && (optional || peer)),
  );
}

function readPackages(name) {
  const file = path.join(root, name);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')).packages : {};
}

function npm(args, what) {
  const npmScript = process.env['npm_execpath'];
  const stdio = ['ignore', 'pipe', 'pipe'];
  if (npmScript) return run(process.execPath, [npmScript, ...args], what, { stdio });
  return run('npm', args, what, { stdio, shell: process.platform === 'win32' });
}
