// Prisma's schema engine (the official wasm build of the engine commit that this Prisma
// version uses) on PostgreSQL through @prisma/adapter-pg. Shared by the CLI stand-in
// (schema-engine.mjs) and by the deploy-time migrator (migrate.mjs).
import fs from 'node:fs';
import * as bg from '@prisma/schema-engine-wasm/schema_engine_bg';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';

export let panic;
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message: (m) => {
    panic = m;
  },
};
const wasmUrl = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
const { instance } = await WebAssembly.instantiate(fs.readFileSync(wasmUrl), { './schema_engine_bg.js': bg });
bg.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

export const engineVersion = () => bg.version();

function maintenance(u) {
  const parsed = new URL(u);
  const db = decodeURIComponent(parsed.pathname.slice(1)) || 'postgres';
  parsed.pathname = '/postgres';
  parsed.searchParams.delete('schema');
  return { db, admin: parsed.toString() };
}
export async function withAdmin(u, fn) {
  const { db, admin } = maintenance(u);
  const c = new pg.Client({ connectionString: admin });
  await c.connect();
  try {
    return await fn(c, db);
  } finally {
    await c.end();
  }
}
/** true when the database is there; throws when the server cannot be reached or refuses the login. */
export async function databaseExists(u) {
  const c = new pg.Client(parseIntoClientConfig(u));
  try {
    await c.connect();
    return true;
  } catch (e) {
    if (e.code === '3D000') return false;
    throw e;
  } finally {
    await c.end().catch(() => undefined);
  }
}
export async function createDatabase(u) {
  const { db } = maintenance(u);
  if (!(await databaseExists(u))) await withAdmin(u, (c) => c.query(`CREATE DATABASE ${c.escapeIdentifier(db)}`));
  return { databaseName: db };
}

// Differences from the stock adapter that matter to migrations:
//  * one connection (the engine takes a session advisory lock and sets session state);
//  * executeScript sends the whole script in one simple query (stock splits on every ';',
//    which breaks function bodies and quoted text);
//  * catalogue columns of type "char" (oid 18), unknown to the stock adapter, are passed on;
//  * the shadow database is really another database (stock passes connectionString together
//    with database, and node-postgres lets connectionString win).
const CHAR = 18,
  TEXT = 25;
function patchCharColumns(queryable) {
  const io = queryable.performIO.bind(queryable);
  const raw = queryable.queryRaw.bind(queryable);
  let seen = [];
  queryable.performIO = async (q) => {
    const r = await io(q);
    seen = [];
    (r?.fields ?? []).forEach((f, i) => {
      if (f.dataTypeID === CHAR) {
        f.dataTypeID = TEXT;
        seen.push(i);
      }
    });
    return r;
  };
  queryable.queryRaw = async (q) => {
    const r = await raw(q);
    for (const i of seen) r.columnTypes[i] = ColumnTypeEnum.Character;
    return r;
  };
  return queryable;
}
class EnginePg extends PrismaPg {
  constructor(u, database) {
    const { schema, ...conf } = parseIntoClientConfig(u);
    const pool = new pg.Pool({ ...conf, ...(database ? { database } : {}), max: 1 });
    super(pool, { schema: schema ?? 'public', disposeExternalPool: true });
    this.engineUrl = u;
    this.pool = pool;
  }
  async connect() {
    const adapter = patchCharColumns(await super.connect());
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => patchCharColumns(await startTransaction(level));
    adapter.executeScript = async (script) => {
      try {
        await this.pool.query(script);
      } catch (e) {
        adapter.onError(e);
      }
    };
    return adapter;
  }
  async connectToShadowDb() {
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    const target = process.env.SHADOW_DATABASE_URL;
    if (target) throw new Error('SHADOW_DATABASE_URL is not supported by this stand-in; the role needs CREATEDB');
    await withAdmin(this.engineUrl, (c) => c.query(`CREATE DATABASE ${c.escapeIdentifier(name)}`));
    const shadow = new EnginePg(this.engineUrl, name);
    const adapter = await shadow.connect();
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose();
      await withAdmin(this.engineUrl, (c) =>
        c.query(`DROP DATABASE IF EXISTS ${c.escapeIdentifier(name)} WITH (FORCE)`),
      );
    };
    return adapter;
  }
}

export async function createEngine(url, datamodels) {
  const adapter = url
    ? new EnginePg(url)
    : {
        provider: 'postgres',
        adapterName: '@prisma/adapter-pg',
        connect: () => {
          throw new Error('no datasource url');
        },
      };
  return bg.SchemaEngine.new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapter));
}
