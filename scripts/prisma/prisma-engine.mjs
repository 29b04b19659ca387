import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { EngineAdapter } from './engine-adapter.mjs';
import { SchemaEngine } from './wasm-engine.mjs';

/** The schema engine on the database of the address; without one it can only work on files. */
export async function createEngine(url, datamodels) {
  const adapter = url ? new EngineAdapter(url) : withoutDatabase;
  return SchemaEngine.new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapter));
}

const withoutDatabase = {
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  connect() {
    throw new Error('there is no address of a database');
  },
};
