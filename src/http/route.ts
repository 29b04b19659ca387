import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Performance, PreparedPerformance } from '../acts/run-act.ts';
import type { Actor } from '../domain/access/actor.ts';
import type { Permission } from '../domain/access/roles.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { Deps } from './deps.ts';
import type { Locale } from './locale.ts';

/**
 * Who may call a route at all: PUBLIC needs no log-in, LOGGED_IN any account, PERSON any but a machine client's, which has
 * neither password, language, consent nor session; otherwise one of the permissions.
 * Whose record it is, the handler checks; a foreign one is answered NOT_FOUND.
 */
export type Access = 'PUBLIC' | 'LOGGED_IN' | 'PERSON' | readonly [Permission, ...Permission[]];

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export interface RouteSpec<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  /** camelCase, unique: operationId of the OpenAPI document and key of the access matrix test. */
  readonly id: string;
  readonly method: Method;
  /** Under /api/v1, OpenAPI style: `/tasks/{taskId}/claim`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Raw or multipart bodies bring their own middleware; the OpenAPI document then shows `content`. */
  readonly before?: readonly RequestHandler[];
  readonly content?: string;
  readonly response: { readonly status: number; readonly schema?: z.ZodType; readonly content?: string };
  /** What this route may answer beside the refusals every route has. */
  readonly refusals?: readonly RefusalCode[];
  /** Mutating without `Idempotency-Key`: only where nobody is logged in, or nothing but a session changes. */
  readonly keyless?: boolean;
  readonly handle: (context: Context<z.output<Params>, z.output<Query>, z.output<Body>>) => Promise<Reply>;
}

export interface Context<Params, Query, Body> {
  readonly deps: Deps;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly locale: Locale;
  readonly req: Request;
  readonly res: Response;
  /** The one who asks. @throws Refusal NOT_LOGGED_IN on a PUBLIC route without a session. */
  readonly actor: Actor;
  /**
   * Runs an act of the actor under its Idempotency-Key, tells the engine, and makes the answer.
   * The case of `options.caseId` or `options.taskId` is locked first; `options.contentHash` stands for an uploaded body in the key's hash.
   */
  readonly act: (performance: Performance | PreparedPerformance, options?: ActOptions) => Promise<Reply>;
  /** The version the caller saw. @throws Refusal VERSION_MISSING */
  readonly ifMatch: () => number;
}

export interface ActOptions {
  readonly caseId?: string | undefined;
  readonly taskId?: string | undefined;
  readonly contentHash?: string;
  readonly status?: number;
}

export interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly etag?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Writes the body itself (downloads). */
  readonly send?: (res: Response) => void | Promise<void>;
}

/** A route with its types folded away, as the app and the OpenAPI document need it. */
export interface Route extends Omit<RouteSpec<z.ZodType, z.ZodType, z.ZodType>, 'handle'> {
  readonly handle: (context: Context<never, never, never>) => Promise<Reply>;
}

/** One operation, one route, one file, named after it. */
export function defineRoute<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(spec: RouteSpec<Params, Query, Body>): Route {
  return spec;
}
