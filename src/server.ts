import http from 'node:http';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readConfig, type Config } from './config.ts';
import { fileSystemStore } from './files/file-store.ts';
import { createApp } from './http/app.ts';
import { createLogger } from './observability/logger.ts';
import { openDatabase } from './persistence/database.ts';
import { createEngine } from './temporal/engine.ts';

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** The role `api`: everything people and machines ask for over HTTP. */
export async function startServer(config: Config): Promise<RunningServer> {
  const log = createLogger(config.logLevel);
  await mkdir(path.join(config.dataDir, 'files'), { recursive: true });
  const db = openDatabase(config.databaseUrl, config.databasePool);
  const engine = createEngine(config, db);
  const files = fileSystemStore(path.join(config.dataDir, 'files'));
  const server = http.createServer(createApp({ config, db, engine, files, log }));
  // Longer than any proxy keeps an idle connection, so that it is never the one that hangs up under a request.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  log.info({ port }, 'api is listening');
  return {
    port,
    async close() {
      server.closeIdleConnections();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        setTimeout(() => {
          server.closeAllConnections();
        }, 5_000).unref();
      });
      await engine.close();
      await db.close();
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const server = await startServer(readConfig(process.env));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
}
