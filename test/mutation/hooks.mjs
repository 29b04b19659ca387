// Lets the runner load our tests as they are, and load them again: the mark of a load is handed on to all that it imports.
import fs from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const codes = new Map();

export async function resolve(specifier, context, nextResolve) {
  if (specifier === '@jest/globals') {
    return { url: new URL('./globals.mjs', import.meta.url).href, shortCircuit: true };
  }
  const resolved = await nextResolve(specifier, context);
  const load = context.parentURL && new URL(context.parentURL).searchParams.get('load');
  if (!load || !resolved.url.endsWith('.ts')) return resolved;
  return { ...resolved, url: `${resolved.url}?load=${load}` };
}

export async function load(url, context, nextLoad) {
  const { protocol, pathname } = new URL(url);
  if (protocol !== 'file:' || !pathname.endsWith('.ts')) return nextLoad(url, context);
  const filename = fileURLToPath(url);
  const source = codes.get(filename) ?? (await codeOf(filename));
  codes.set(filename, source);
  return { format: 'module', source, shortCircuit: true };
}

async function codeOf(filename) {
  const { code } = await transform(await fs.readFile(filename, 'utf8'), { filename });
  return code;
}
