import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { runNode } from './run.mjs';
import { listFiles, whenChanged } from './stamp.mjs';

const sources = ['workflows', 'activities', 'src', 'prisma', 'scripts', 'bench'];
/** Folders whose other files are read by the program that lies beside them. */
const assets = ['workflows', 'activities', 'src', 'prisma', 'web'];

/** Compiles everything into dist/ when a source has changed. */
export function build(report) {
  const inputs = () => listFiles([...sources, 'web', 'tsconfig.json', 'package-lock.json']);
  return whenChanged({ stamp: 'dist/.stamp', inputs, outputs: ['dist'] }, async () => {
    report('building');
    await compile();
  });
}

/** The new build takes the old one's place when it is whole: a failed one leaves what ran before. */
async function compile() {
  const draft = path.join(root, 'dist.new');
  fs.rmSync(draft, { recursive: true, force: true });
  try {
    await runNode([compiler(), '-p', 'tsconfig.json', '--outDir', 'dist.new'], 'the build');
    copyAssets(draft);
    fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true });
    fs.renameSync(draft, path.join(root, 'dist'));
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

function copyAssets(draft) {
  for (const file of listFiles(assets)) {
    if (file.endsWith('.ts') || path.basename(file).startsWith('.')) continue;
    fs.mkdirSync(path.dirname(path.join(draft, file)), { recursive: true });
    fs.copyFileSync(path.join(root, file), path.join(draft, file));
  }
}

/** TypeScript 7; the package called `typescript` here is version 6, for the linter. */
export function compiler() {
  return path.join(root, 'node_modules/@typescript/native/bin/tsc');
}
