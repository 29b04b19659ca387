import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import { Refusal } from '../domain/refusal.ts';
import type { Deps } from './deps.ts';
import { localeOf } from './locale.ts';
import { actReply, earlierReply, RepeatedAnswer } from './mount/act-reply.ts';
import { gate, type Gated } from './mount/gate.ts';
import { parse, parsePath } from './mount/parse.ts';
import type { Context, Reply, Route } from './route.ts';

/** Puts one route on the router: who may, what is well-formed, then the handler. */
export function mount(router: Router, route: Route, deps: Deps): void {
  const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
  router[route.method](path, gate(route, deps), ...(route.before ?? []), handle(route, deps));
}

function handle(route: Route, deps: Deps): RequestHandler {
  const params = route.params ?? z.object({});
  const query = route.query ?? z.strictObject({});
  const body = route.body ?? (route.before === undefined ? z.strictObject({}).or(z.undefined()) : z.any());
  const repeatable = route.method !== 'get' && route.keyless !== true && isJson(route);
  return async (req, res) => {
    const { actor, denied } = res.locals['gated'] as Gated;
    if (isJson(route) && bringsOtherContent(req)) throw new Refusal('UNSUPPORTED_MEDIA');
    const context = (): Context<unknown, unknown, unknown> => ({
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
      act: async (performance, options) => {
        if (actor === undefined) throw new Refusal('NOT_LOGGED_IN');
        const call = { deps, req, res, actor, options };
        return (repeatable ? undefined : await earlierReply(call)) ?? (await actReply(call, performance));
      },
      ifMatch: () => ifMatch(req),
    });
    const answer = async (): Promise<Reply> => {
      if (denied !== undefined) throw denied;
      return route.handle(context() as Context<never, never, never>);
    };
    const repeated = async (): Promise<Reply | undefined> =>
      repeatable && actor !== undefined ? earlierReply({ deps, req, res, actor }) : undefined;
    await reply(res, route.response.status, await answerOrRepeat(answer, repeated));
  };
}

/**
 * What was answered before stands before every check of today (architecture §2): a repeated request that would now be refused, or whose
 * connection was lost while it committed, is told its first answer.
 */
async function answerOrRepeat(
  answer: () => Promise<Reply>,
  repeated: () => Promise<Reply | undefined>,
): Promise<Reply> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof RepeatedAnswer) return error.reply;
    const earlier = await repeated();
    if (earlier === undefined) throw error;
    return earlier;
  }
}

/** Uploads bring their own content type and stand in the key's hash by the hash of their content. */
function isJson(route: Route): boolean {
  return route.content === undefined && route.before === undefined;
}

/** Some clients frame an empty body without naming a type; that is no content. */
function bringsOtherContent(req: Request): boolean {
  return req.get('content-type') !== undefined && req.is('application/json') === false;
}

function ifMatch(req: Request): number {
  const match = /^"(\d{1,9})"$/.exec(req.get('if-match') ?? '');
  if (match?.[1] === undefined) throw new Refusal('VERSION_MISSING');
  return Number(match[1]);
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
