#!/usr/bin/env node
// Stand-in for Prisma's native `schema-engine` binary: same stdio JSON-RPC protocol, same engine
// code compiled to wasm. The Prisma CLI finds it through PRISMA_SCHEMA_ENGINE_BINARY (prisma.config.ts).
import fs from 'node:fs';
import readline from 'node:readline';
import pg from 'pg';
import { createDatabase, createEngine, databaseExists, engineVersion, panic } from './prisma-engine.mjs';

const argv = process.argv.slice(2);
if (argv.includes('--version') || argv.includes('-V')) {
  console.log(`schema-engine-cli ${engineVersion()}`);
  process.exit(0);
}
const values = (flag) => argv.flatMap((a, i) => (a === flag ? [argv[i + 1]] : []));
const datasource = JSON.parse(values('--datasource')[0] ?? '{}');
const url = datasource.url;

// `schema-engine cli --datasource … can-connect-to-database | create-database | drop-database`
if (argv.includes('cli')) {
  const cmd = argv.at(-1);
  try {
    if (cmd === 'can-connect-to-database') {
      if (!(await databaseExists(url))) {
        const name = decodeURIComponent(new URL(url).pathname.slice(1));
        throw Object.assign(new Error(`Database \`${name}\` does not exist`), {
          code: 'P1003',
          meta: { database_name: name },
        });
      }
    } else if (cmd === 'create-database') await createDatabase(url);
    else throw new Error(`unsupported: ${cmd}`);
    process.exit(0);
  } catch (e) {
    const code = e.code === 'P1003' ? 'P1003' : 'P1001';
    // The CLI drops the first stderr line and looks for this target.
    console.error('schema-engine stand-in');
    console.error(
      JSON.stringify({
        timestamp: new Date().toISOString(),
        level: 'ERROR',
        target: 'schema_engine::logger',
        fields: { message: e.message, is_panic: false, error_code: code, meta: e.meta ?? {} },
      }),
    );
    process.exit(1);
  }
}

let engine;
async function getEngine() {
  const datamodels = values('--datamodels').map((p) => [p, fs.readFileSync(p, 'utf8')]);
  engine ??= await createEngine(url, datamodels.length > 0 ? datamodels : undefined);
  return engine;
}
const handlers = {
  getDatabaseVersion: async (e, p) => e.version(p),
  createDatabase: async (_e, p) => createDatabase(p?.datasource?.url ?? url),
  ensureConnectionValidity: async () => {
    await databaseExists(url);
    return {};
  },
  dbExecute: async (_e, p) => {
    const c = new pg.Client({ connectionString: p.datasourceType?.url ?? url });
    await c.connect();
    try {
      await c.query(p.script);
    } finally {
      await c.end();
    }
    return null;
  },
};
const noEngine = new Set(['createDatabase', 'ensureConnectionValidity', 'dbExecute']);
const rl = readline.createInterface({ input: process.stdin });
let chain = Promise.resolve();
rl.on('line', (line) => {
  const req = JSON.parse(line);
  if (req.method === undefined) return;
  chain = chain.then(async () => {
    let res;
    try {
      const eng = noEngine.has(req.method) ? undefined : await getEngine();
      const run = handlers[req.method] ?? (async (e, p) => e[req.method](p));
      let result = await run(eng, req.params);
      if (req.method === 'diff' && result?.stdout != null) {
        const id = `print-${req.id}`;
        process.stdout.write(
          JSON.stringify({ jsonrpc: '2.0', id, method: 'print', params: { content: result.stdout } }) + '\n',
        );
      }
      res = { jsonrpc: '2.0', id: req.id, result: result ?? null };
    } catch (err) {
      res = {
        jsonrpc: '2.0',
        id: req.id,
        error: {
          code: 4466,
          message: 'An error happened. Check the data field for details.',
          data: {
            is_panic: false,
            message: panic ?? err?.message ?? String(err),
            meta: null,
            error_code: err?.code ?? null,
          },
        },
      };
    }
    process.stdout.write(JSON.stringify(res) + '\n');
  });
});
rl.on('close', () => chain.finally(() => process.exit(0)));
