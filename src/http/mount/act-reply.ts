import { createHmac } from 'node:crypto';
import type { Request, Response } from 'express';
import {
  findAnswer,
  runAct,
  type ActAnswer,
  type ActRequest,
  type Performance,
  type PreparedPerformance,
} from '../../acts/run-act.ts';
import { canonicalJson } from '../../audit/append.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal } from '../../domain/refusal.ts';
import { bearerToken } from '../security/authenticate.ts';
import type { Deps } from '../deps.ts';
import { localeOf } from '../locale.ts';
import { problemOf, sendProblem } from '../problems/problem.ts';
import type { ActOptions, Reply } from '../route.ts';
import { requestId } from './request-id.ts';

export interface ActCall {
  readonly deps: Deps;
  readonly req: Request;
  readonly res: Response;
  readonly actor: Actor;
  readonly options?: ActOptions | undefined;
}

/**
 * Thrown out of the handler when its act turns out to have been answered before: what a handler adds to its act's answer, a token or an
 * unmasked number say, is shown once and not again.
 */
export class RepeatedAnswer extends Error {
  override readonly name = 'RepeatedAnswer';
  readonly reply: Reply;

  constructor(reply: Reply) {
    super('This request was answered before');
    this.reply = reply;
  }
}

/** The answer given before to this very request: it is told again before any check of today's permissions (architecture §2). */
export async function earlierReply(call: ActCall): Promise<Reply | undefined> {
  const answer = await findAnswer(call.deps.db.sql, actRequest(call));
  return answer === undefined ? undefined : replyOf(call, answer);
}

/** @throws RepeatedAnswer */
export async function actReply(call: ActCall, performance: Performance | PreparedPerformance): Promise<Reply> {
  const answer = await runAct(call.deps.db.pool, actRequest(call), performance);
  const reply = await replyOf(call, answer);
  if (answer.repeated) throw new RepeatedAnswer(reply);
  return reply;
}

function actRequest({ deps, req, actor, options = {} }: ActCall): ActRequest {
  const key = req.get('idempotency-key');
  if (key === undefined || !/^[\x21-\x7e]{8,200}$/.test(key)) throw new Refusal('KEY_MISSING');
  const content = options.contentHash ?? canonicalJson(req.body ?? null);
  return {
    actor,
    key,
    // Keyed, because bodies hold passwords and resident ids, which a plain hash in the request row would let guess.
    hash: createHmac('sha256', deps.config.sessionSecret)
      .update(`${req.method}\n${req.originalUrl}\n${req.get('if-match') ?? ''}\n${content}`)
      .digest('hex'),
    channel: bearerToken(req) === undefined ? 'web' : 'api',
    caseId: options.caseId,
    taskId: options.taskId,
  };
}

/** `progress` is computed at each reply: PENDING while the engine has not yet been told of this act. */
async function replyOf({ deps, req, res, options }: ActCall, answer: ActAnswer): Promise<Reply> {
  if (answer.code !== 'DONE') {
    const problem = problemOf(answer.code, answer.body, localeOf(req), requestId(res));
    return {
      send: (to) => {
        sendProblem(to, problem);
      },
    };
  }
  const told = answer.outbox.length === 0 || (await deps.engine.deliver(answer.outbox));
  const { version } = answer.body;
  return {
    body: { ...answer.body, progress: told ? 'DONE' : 'PENDING' },
    // What an act says the version is now is what the next If-Match has to name.
    ...(typeof version === 'number' ? { etag: version } : {}),
    ...(options?.status === undefined ? {} : { status: options.status }),
  };
}
