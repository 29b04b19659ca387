// Lets a plain `node` run our TypeScript without a build: test processes start through `--import register-typescript.mjs`.
import fs from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
  const filename = fileURLToPath(url);
  const { code } = await transform(await fs.readFile(filename, 'utf8'), { filename });
  return { format: 'module', source: code, shortCircuit: true };
}
