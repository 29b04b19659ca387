import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { FileStore } from '../files/file-store.ts';
import type { Database } from '../persistence/database.ts';
import type { LiveLists } from './live/live-lists.ts';
import type { Engine } from '../temporal/engine.ts';

/** Everything the routes need; built once by `src/server.ts` (and by the tests, over the same real parts). */
export interface Deps {
  readonly config: Config;
  readonly db: Database;
  readonly engine: Engine;
  readonly files: FileStore;
  readonly log: Logger;
  readonly live: LiveLists;
}
