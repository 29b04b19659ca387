import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import { canonicalJson } from '../audit/append.ts';
import { findAnswer, runAct, type ActAnswer } from '../acts/run-act.ts';
import { permissionsOf, type Actor } from '../domain/access/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { authenticate, bearerToken } from './authenticate.ts';
import type { Deps } from './deps.ts';
import { localeOf } from './locale.ts';
import { problemOf, sendProblem } from './problem.ts';
import type { ActOptions, Context, Reply, Route } from './route.ts';

/** Puts one route on the router: who may, what is well-formed, then the handler. */
export function mount(router: Router, route: Route, deps: Deps): void {
  const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
  router[route.method](path, gate(route, deps), ...(route.before ?? []), handle(route, deps));
}

/** The permission check stands before body parsing of uploads: a stranger's 20 MB are not read. */
function gate(route: Route, deps: Deps): RequestHandler {
  return async (req, res, next) => {
    const actor = await authenticate(deps.db.sql, req);
    res.locals['actor'] = actor;
    if (route.access !== 'PUBLIC') {
      if (actor === undefined) throw new Refusal('NOT_LOGGED_IN');
      if (route.access !== 'LOGGED_IN') {
        const granted = permissionsOf(actor);
        if (!route.access.some((permission) => granted.has(permission))) throw new Refusal('NOT_ALLOWED');
      }
    }
    next();
  };
}

function handle(route: Route, deps: Deps): RequestHandler {
  const params = route.params ?? z.object({});
  const query = route.query ?? z.strictObject({});
  const body = route.body ?? (route.before === undefined ? z.strictObject({}).or(z.undefined()) : z.any());
  return async (req, res) => {
    const actor = res.locals['actor'] as Actor | undefined;
    const context: Context<unknown, unknown, unknown> = {
      deps,
      req,
      res,
      locale: localeOf(req),
      params: parsePath(params, req.params),
      query: parse(query, req.query),
      body: parse(body, req.body),
      get actor() {
        if (actor === undefined) throw new Refusal('NOT_LOGGED_IN');
        return actor;
      },
      act: (perform, options) => actReply({ deps, req, res, actor, options }, perform),
      ifMatch: () => ifMatch(req),
    };
    await reply(res, route.response.status, await route.handle(context as Context<never, never, never>));
  };
}

/** A path that cannot name anything names nothing. */
function parsePath(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal('NOT_FOUND');
  return parsed.data;
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    code: issue.code === 'unrecognized_keys' ? 'UNKNOWN_FIELD' : issue.code.toUpperCase(),
    ...(issue.code === 'unrecognized_keys' ? { keys: issue.keys } : {}),
    ...(issue.code === 'custom' ? { rule: issue.message } : {}),
  }));
  const unknownOnly = issues.every((issue) => issue.code === 'UNKNOWN_FIELD');
  throw new Refusal(unknownOnly ? 'UNKNOWN_FIELD' : 'INVALID', { issues });
}

interface ActCall {
  deps: Deps;
  req: Request;
  res: Response;
  actor: Actor | undefined;
  options: ActOptions | undefined;
}

async function actReply(
  { deps, req, res, actor, options = {} }: ActCall,
  perform: Parameters<typeof runAct>[2],
): Promise<Reply> {
  if (actor === undefined) throw new Refusal('NOT_LOGGED_IN');
  const key = req.get('idempotency-key');
  if (key === undefined || !/^[\x21-\x7e]{8,200}$/.test(key)) throw new Refusal('KEY_MISSING');
  const content = options.contentHash ?? canonicalJson(req.body ?? null);
  const hash = createHash('sha256')
    .update(`${req.method}\n${req.originalUrl}\n${req.get('if-match') ?? ''}\n${content}`)
    .digest('hex');
  const request = {
    actor,
    key,
    hash,
    channel: bearerToken(req) === undefined ? 'web' : 'api',
    caseId: options.caseId,
  } as const;
  const answer = (await findAnswer(deps.db.sql, request)) ?? (await runAct(deps.db.pool, request, perform));
  return answerReply(deps, req, res, answer, options.status);
}

/** `progress` is computed at each reply: PENDING while the engine has not yet been told of this act. */
async function answerReply(deps: Deps, req: Request, res: Response, answer: ActAnswer, status = 200): Promise<Reply> {
  if (answer.code !== 'DONE') {
    const problem = problemOf(answer.code, answer.body, localeOf(req), requestId(res));
    return {
      send: (to) => {
        sendProblem(to, problem);
      },
    };
  }
  const told = answer.outbox.length === 0 || (await deps.engine.deliver(answer.outbox));
  return { status, body: { ...answer.body, progress: told ? 'DONE' : 'PENDING' } };
}

function ifMatch(req: Request): number {
  const match = /^"(\d+)"$/.exec(req.get('if-match') ?? '');
  if (match?.[1] === undefined) throw new Refusal('VERSION_MISSING');
  return Number(match[1]);
}

export function requestId(res: Response): string {
  const id: unknown = res.locals['requestId'];
  return typeof id === 'string' ? id : '';
}

async function reply(res: Response, status: number, answer: Reply): Promise<void> {
  if (answer.etag !== undefined) res.set('ETag', `"${answer.etag}"`);
  for (const [name, value] of Object.entries(answer.headers ?? {})) res.set(name, value);
  if (answer.send !== undefined) {
    await answer.send(res);
    return;
  }
  res.status(answer.status ?? status);
  if (answer.body === undefined) res.end();
  else res.json(answer.body);
}
