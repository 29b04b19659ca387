#!/usr/bin/env node
// Stands in for Prisma's native `schema-engine`: the same protocol on the standard streams, the same engine code as wasm,
// and nothing to download. The Prisma CLI finds it through PRISMA_SCHEMA_ENGINE_BINARY (prisma.config.ts).
import fs from 'node:fs';
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createDatabase, databaseExists, nameOf } from './databases.mjs';
import { createEngine } from './prisma-engine.mjs';
import { engineVersion, lastPanic } from './wasm-engine.mjs';

const { values: flags, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    version: { type: 'boolean', short: 'V' },
    datasource: { type: 'string' },
    datamodels: { type: 'string', multiple: true },
  },
});
const { url } = JSON.parse(flags.datasource ?? '{}');

if (flags.version) console.log(`schema-engine-cli ${engineVersion()}`);
else if (positionals[0] === 'cli') await runCommand(positionals.at(-1));
else answerRequests();

/** `schema-engine cli --datasource … can-connect-to-database | create-database` */
async function runCommand(command) {
  try {
    if (command === 'can-connect-to-database') await assertDatabase();
    else if (command === 'create-database') await createDatabase(url);
    else throw new Error(`unsupported: ${command}`);
  } catch (error) {
    process.exitCode = 1;
    reportFailure(error);
  }
}

async function assertDatabase() {
  if (await databaseExists(url)) return;
  const name = nameOf(url);
  throw Object.assign(new Error(`Database \`${name}\` does not exist`), {
    code: 'P1003',
    meta: { database_name: name },
  });
}

/** The CLI drops the first line and looks for this target in the others. */
function reportFailure({ message, code, meta = {} }) {
  const fields = { message, is_panic: false, error_code: code === 'P1003' ? code : 'P1001', meta };
  console.error('schema-engine stand-in');
  console.error(JSON.stringify({ timestamp: new Date(), level: 'ERROR', target: 'schema_engine::logger', fields }));
}

/** JSON-RPC, one message a line, answered in order. */
function answerRequests() {
  const lines = readline.createInterface({ input: process.stdin });
  let last = Promise.resolve();
  lines.on('line', (line) => {
    const request = JSON.parse(line);
    if (request.method !== undefined) last = last.then(() => answer(request));
  });
  lines.on('close', () => last.finally(() => process.exit(0)));
}

async function answer(request) {
  try {
    const result = await perform(request);
    // A difference is printed by the CLI, at the engine's request.
    if (request.method === 'diff' && result?.stdout != null) {
      send({ id: `print-${request.id}`, method: 'print', params: { content: result.stdout } });
    }
    send({ id: request.id, result: result ?? null });
  } catch (error) {
    send({ id: request.id, error: errorOf(error) });
  }
}

function errorOf(error) {
  const message = lastPanic() ?? error?.message ?? String(error);
  return {
    code: 4466,
    message: 'An error happened. Check the data field for details.',
    data: { is_panic: false, message, meta: null, error_code: error?.code ?? null },
  };
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

async function perform({ method, params }) {
  if (method === 'createDatabase') return createDatabase(params?.datasource?.url ?? url);
  if (method === 'ensureConnectionValidity') return databaseExists(url).then(() => ({}));
  if (method === 'dbExecute') return execute(params.datasourceType?.url ?? url, params.script);
  const engine = await getEngine();
  return method === 'getDatabaseVersion' ? engine.version(params) : engine[method](params);
}

async function execute(address, script) {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(script);
  } finally {
    await client.end();
  }
}

let engine;
async function getEngine() {
  const datamodels = flags.datamodels?.map((file) => [file, fs.readFileSync(file, 'utf8')]);
  engine ??= await createEngine(url, datamodels);
  return engine;
}
