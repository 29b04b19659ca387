import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { withMaintenance } from './databases.mjs';

/** Object ids of PostgreSQL's types `"char"` and `text`. */
const charType = 18;
const textType = 25;

/**
 * Prisma's PostgreSQL adapter with what migrations need beside it:
 * one connection, because the engine takes a session lock and sets session state;
 * whole scripts in one query, because the stock adapter cuts them at every `;` and so through function bodies;
 * catalogue columns of type `"char"`, which the stock adapter refuses;
 * a shadow database that is really another one: the stock adapter hands the database's name over beside the connection
 * string, and node-postgres lets the string win.
 */
export class EngineAdapter extends PrismaPg {
  constructor(url, database) {
    const { schema, ...config } = parseIntoClientConfig(url);
    const pool = new pg.Pool({ ...config, ...(database ? { database } : {}), max: 1 });
    super(pool, { schema: schema ?? 'public', disposeExternalPool: true });
    this.engineUrl = url;
    this.pool = pool;
  }

  async connect() {
    const adapter = readCharColumns(await super.connect());
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => readCharColumns(await startTransaction(level));
    adapter.executeScript = async (script) => {
      await this.pool.query(script).catch((error) => adapter.onError(error));
    };
    return adapter;
  }

  async connectToShadowDb() {
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    await this.maintain((client) => client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`));
    const adapter = await new EngineAdapter(this.engineUrl, name).connect();
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose();
      await this.maintain((client) =>
        client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`),
      );
    };
    return adapter;
  }

  maintain(use) {
    return withMaintenance(this.engineUrl, use);
  }
}

/** Passes `"char"` columns on as text and tells the engine what they are. */
function readCharColumns(queryable) {
  const performIO = queryable.performIO.bind(queryable);
  const queryRaw = queryable.queryRaw.bind(queryable);
  let charColumns = [];
  queryable.performIO = async (query) => {
    const result = await performIO(query);
    const fields = result?.fields ?? [];
    charColumns = fields.flatMap((field, index) => (field.dataTypeID === charType ? [index] : []));
    for (const index of charColumns) fields[index].dataTypeID = textType;
    return result;
  };
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  return queryable;
}
