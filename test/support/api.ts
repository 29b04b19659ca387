import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { readConfig, type Config } from '../../src/config.ts';
import { startServer } from '../../src/server.ts';
import { openTestDatabase, setting, type TestDatabase } from './database.ts';

export const DEMO_PASSWORD = 'Qudao-demo-2026';

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
  /** For bodies that are not JSON. */
  readonly bytes: Buffer;
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly etag?: number;
}

/** Somebody (or nobody) in front of the API: keeps their cookie, sends what a browser sends. */
export interface Caller {
  get<Body = Record<string, unknown>>(path: string, options?: CallOptions): Promise<Answer<Body>>;
  post<Body = Record<string, unknown>>(path: string, body?: unknown, options?: CallOptions): Promise<Answer<Body>>;
  put<Body = Record<string, unknown>>(path: string, body?: unknown, options?: CallOptions): Promise<Answer<Body>>;
  patch<Body = Record<string, unknown>>(path: string, body?: unknown, options?: CallOptions): Promise<Answer<Body>>;
  delete<Body = Record<string, unknown>>(path: string, body?: unknown, options?: CallOptions): Promise<Answer<Body>>;
  /** multipart/form-data with one file in the field `file`. */
  upload<Body = Record<string, unknown>>(
    path: string,
    file: { name: string; type: string; bytes: Uint8Array },
    options?: CallOptions,
  ): Promise<Answer<Body>>;
  readonly cookie: () => string;
}

export interface TestApi {
  readonly url: string;
  readonly config: Config;
  readonly db: TestDatabase;
  anonymous(): Caller;
  /** Logs in with the demo password; one session per login and test file. */
  as(login: string): Promise<Caller>;
  close(): Promise<void>;
}

/** What driving a case needs: people who log in, and rows to look at. */
export type LineApi = Pick<TestApi, 'as'> & { readonly db: Pick<TestDatabase, 'sql'> };

export interface TestApiOptions {
  readonly db?: TestDatabase;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The real server on a free port, over a database of its own, in this process. */
export async function startApi({ db: given, environment = {} }: TestApiOptions = {}): Promise<TestApi> {
  const db = given ?? (await openTestDatabase());
  const dataDir = environment['DATA_DIR'] ?? (await mkdtemp(path.join(os.tmpdir(), 'qudao-test-')));
  const port = await freePort();
  const config = testConfig({
    DATABASE_URL: db.url,
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    ...environment,
  });
  const server = await startServer(config);
  return {
    ...callers(config),
    db,
    async close() {
      await server.close();
      if (given === undefined) await db.close();
      if (environment['DATA_DIR'] === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A complete configuration for tests; the task queue is this file's own, so that workers of other files take nothing from it. */
export function testConfig(environment: Readonly<Record<string, string>>): Config {
  return readConfig({
    QUDAO_MODE: 'test',
    DATABASE_POOL: '10',
    TEMPORAL_ADDRESS: setting('TEST_TEMPORAL_ADDRESS'),
    TEMPORAL_NAMESPACE: setting('TEST_TEMPORAL_NAMESPACE'),
    TASK_QUEUE: `test-${randomUUID()}`,
    SMTP_URL: 'smtp://127.0.0.1:1',
    SESSION_SECRET: 'a secret of the tests, long enough to be one',
    PERSON_HASH_KEY: setting('TEST_PERSON_HASH_KEY'),
    LOG_LEVEL: 'silent',
    ...environment,
  });
}

/** Whoever asks the API at that address; one session per log-in. */
export function callers(config: Config): Pick<TestApi, 'url' | 'config' | 'anonymous' | 'as'> {
  const sessions = new Map<string, Promise<Caller>>();
  return {
    url: config.publicUrl,
    config,
    anonymous: () => callerFor(config.publicUrl),
    as(login) {
      const known = sessions.get(login);
      if (known !== undefined) return known;
      const session = logIn(config.publicUrl, login);
      sessions.set(login, session);
      // Whoever tries again is not told of a log-in that failed before.
      session.catch(() => sessions.delete(login));
      return session;
    },
  };
}

async function logIn(url: string, login: string): Promise<Caller> {
  const caller = callerFor(url);
  const answer = await caller.post('/sessions', { login, password: DEMO_PASSWORD });
  if (answer.status >= 300) throw new Error(`${login} cannot log in: ${answer.status} ${JSON.stringify(answer.body)}`);
  return caller;
}

export function callerFor(url: string): Caller {
  const agent = new http.Agent({ keepAlive: true });
  let cookie = '';
  const call = async <Body>(
    method: string,
    target: string,
    body: Buffer | undefined,
    headers: Record<string, string>,
  ): Promise<Answer<Body>> => {
    const {
      status,
      bytes,
      headers: answered,
    } = await send(agent, method, new URL(`/api/v1${target}`, url), body, {
      origin: url,
      'sec-fetch-site': 'same-origin',
      ...(cookie === '' ? {} : { cookie }),
      ...headers,
    });
    const set = answered.get('set-cookie');
    if (set !== null) cookie = set.split(';')[0] ?? '';
    const json = /json/.test(answered.get('content-type') ?? '');
    return { status, headers: answered, bytes, body: (json ? JSON.parse(bytes.toString('utf8')) : {}) as Body };
  };
  const mutate =
    (method: string) =>
    <Body>(target: string, body?: unknown, { headers = {}, key = randomUUID(), etag }: CallOptions = {}) =>
      call<Body>(
        method,
        target,
        body === undefined ? undefined : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
        {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          'idempotency-key': key,
          ...(etag === undefined ? {} : { 'if-match': `"${etag}"` }),
          ...headers,
        },
      );
  return {
    get: (target, { headers = {} } = {}) => call('GET', target, undefined, { ...headers }),
    post: mutate('POST'),
    put: mutate('PUT'),
    patch: mutate('PATCH'),
    delete: mutate('DELETE'),
    async upload(target, file, { headers = {}, key = randomUUID() } = {}) {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
      const encoded = new Response(form);
      return call('POST', target, Buffer.from(await encoded.arrayBuffer()), {
        'content-type': encoded.headers.get('content-type') ?? '',
        'idempotency-key': key,
        ...headers,
      });
    },
    cookie: () => cookie,
  };
}

function send(agent: http.Agent, method: string, url: URL, body: Buffer | undefined, headers: Record<string, string>) {
  return new Promise<{ status: number; bytes: Buffer; headers: Headers }>((resolve, reject) => {
    const request = http.request(url, {
      method,
      agent,
      headers: { ...headers, 'content-length': String(body?.length ?? 0) },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      // A stream of events has no end to wait for: what it begins with is its answer.
      const isEndless = response.headers['content-type']?.startsWith('text/event-stream') === true;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (isEndless) answered();
      });
      response.on('error', reject);
      const answered = () => {
        const given = new Headers();
        for (const [name, value] of Object.entries(response.headers)) {
          if (value !== undefined) given.set(name, Array.isArray(value) ? (value[0] ?? '') : value);
        }
        resolve({ status: response.statusCode ?? 0, bytes: Buffer.concat(chunks), headers: given });
        if (isEndless) request.destroy();
      };
      response.on('end', answered);
    });
    request.end(body);
  });
}

/** PUBLIC_URL must name the port before the server listens on it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
