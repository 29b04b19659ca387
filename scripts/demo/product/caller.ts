import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** The product said no. `code` is one of its refusal codes. */
export class ProductRefusal extends Error {
  override readonly name = 'ProductRefusal';
  readonly status: number;
  readonly code: string;
  readonly facts: unknown;

  constructor(asked: string, status: number, { code, detail, facts }: z.infer<typeof Problem>) {
    super(`${asked}: ${status} ${code} ${detail}${facts === undefined ? '' : ` ${JSON.stringify(facts)}`}`);
    this.status = status;
    this.code = code;
    this.facts = facts;
  }
}

export interface Upload {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

interface Download {
  readonly type: string;
  readonly bytes: Buffer;
}

interface SendOptions {
  /** Version seen, for `If-Match`. */
  readonly etag?: number;
}

/** Somebody in front of the API: keeps their cookie and sends what a browser sends. Every answer is checked by a schema. */
export interface Caller {
  get<Body>(path: string, schema: z.ZodType<Body>): Promise<Body>;
  send<Body>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: unknown,
    schema: z.ZodType<Body>,
    options?: SendOptions,
  ): Promise<Body>;
  /** One file in the field `file`. */
  upload<Body>(path: string, file: Upload, schema: z.ZodType<Body>): Promise<Body>;
  download(path: string): Promise<Download>;
}

interface CallerOptions {
  readonly apiUrl: string;
  readonly language: string;
  /** Told when the product asks for patience. */
  readonly onPatience: (seconds: number, why: string) => void;
}

const Problem = z.object({ code: z.string(), detail: z.string().default(''), facts: z.unknown().optional() });

/** How long the product may say "later" or be away before that is a failure, in milliseconds. */
const PATIENCE = 150_000;

export function createCaller({ apiUrl, language, onPatience }: CallerOptions): Caller {
  let cookie = '';

  async function ask(
    method: string,
    path: string,
    init: { body?: string | FormData; headers?: Record<string, string> } = {},
  ) {
    const headers = new Headers(init.headers);
    headers.set('accept-language', language);
    headers.set('origin', apiUrl);
    headers.set('sec-fetch-site', 'same-origin');
    if (cookie !== '') headers.set('cookie', cookie);
    // A repeated request carries the same key: whatever happened to the first answer, it is one act.
    if (method !== 'GET') headers.set('idempotency-key', randomUUID());
    const request = { method, headers, ...(init.body === undefined ? {} : { body: init.body }) };
    const answer = await patiently(`${method} ${path}`, () => fetch(`${apiUrl}/api/v1${path}`, request));
    const set = answer.headers.getSetCookie()[0];
    if (set !== undefined) cookie = set.split(';')[0] ?? '';
    if (answer.ok) return answer;
    const problem = Problem.safeParse(await answer.json().catch(() => undefined));
    throw new ProductRefusal(
      `${method} ${path}`,
      answer.status,
      problem.data ?? { code: 'NO_PROBLEM', detail: answer.statusText },
    );
  }

  async function patiently(asked: string, send: () => Promise<Response>): Promise<Response> {
    const end = performance.now() + PATIENCE;
    for (;;) {
      const answer = await send().catch((error: unknown) => notReached(error));
      const later = answer instanceof Error || answer.status === 429 || answer.status === 503;
      if (later && performance.now() < end) {
        const seconds = answer instanceof Error ? 1 : Number(answer.headers.get('retry-after') ?? 1);
        onPatience(seconds, answer instanceof Error ? answer.message : `${asked}: ${answer.status}`);
        await sleep(seconds * 1000);
      } else if (answer instanceof Error) {
        throw answer;
      } else {
        return answer;
      }
    }
  }

  return {
    get: async (path, schema) => readJson(path, await ask('GET', path), schema),
    async send(method, path, body, schema, { etag } = {}) {
      const headers: Record<string, string> = {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(etag === undefined ? {} : { 'if-match': `"${etag}"` }),
      };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      return readJson(path, await ask(method, path, { ...sent, headers }), schema);
    },
    async upload(path, { name, type, bytes }, schema) {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(bytes)], { type }), name);
      return readJson(path, await ask('POST', path, { body: form }), schema);
    },
    async download(path) {
      const answer = await ask('GET', path);
      return { type: answer.headers.get('content-type') ?? '', bytes: Buffer.from(await answer.arrayBuffer()) };
    },
  };
}

async function readJson<Body>(path: string, answer: Response, schema: z.ZodType<Body>): Promise<Body> {
  const parsed = schema.safeParse(answer.status === 204 ? {} : await answer.json());
  if (!parsed.success) throw new Error(`${path} answered something else:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function notReached(error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause : new Error(String(cause));
}
