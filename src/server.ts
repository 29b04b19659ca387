import http from 'node:http';
import https from 'node:https';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { pathToFileURL } from 'node:url';
import { readConfig, type Config, type TlsFiles } from './config.ts';
import { fileSystemStore } from './files/file-store.ts';
import { createApp } from './http/app.ts';
import { createLiveLists } from './http/live/live-lists.ts';
import { createLogger } from './observability/logger.ts';
import { openDatabase } from './persistence/database.ts';
import { createEngine } from './temporal/engine.ts';

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** The role `api`: everything people and machines ask for over HTTP. */
export async function startServer(config: Config): Promise<RunningServer> {
  const credentials = config.tls && (await readCredentials(config.tls));
  const log = createLogger(config.logLevel);
  await mkdir(path.join(config.dataDir, 'files'), { recursive: true });
  const db = openDatabase(config.databaseUrl, config.databasePool);
  const engine = createEngine(config, db);
  const files = fileSystemStore(path.join(config.dataDir, 'files'));
  const live = createLiveLists({ sql: db.sql, log });
  const app = createApp({ config, db, engine, files, log, live });
  const server = credentials === undefined ? http.createServer(app) : https.createServer(credentials, app);
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
      live.close();
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

interface Credentials {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Read and tried before anything is opened, so that a wrong pair stops the start. */
async function readCredentials({ certFile, keyFile }: TlsFiles): Promise<Credentials> {
  try {
    const [cert, key] = await Promise.all([readFile(certFile), readFile(keyFile)]);
    createSecureContext({ cert, key });
    return { cert, key };
  } catch (cause) {
    throw new Error(`TLS_CERT_FILE ${certFile} and TLS_KEY_FILE ${keyFile} are not usable`, { cause });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const server = await startServer(readConfig(process.env));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
}
