import type { Request, Response } from 'express';
import { SESSION_COOKIE } from './sessions.ts';

/** A new id at every log-in, so that nobody can have planted the one before; the session of before is gone. */
export async function startSession(req: Request, accountId: string, lengthMs: number): Promise<void> {
  await settle((done) => req.session.regenerate(done));
  req.session.accountId = accountId;
  req.session.cookie.maxAge = lengthMs;
  await settle((done) => req.session.save(done));
}

export async function endSession(req: Request, res: Response): Promise<void> {
  await settle((done) => req.session.destroy(done));
  res.clearCookie(SESSION_COOKIE);
}

function settle(start: (done: (error?: unknown) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('The session store failed', { cause: error }));
    });
  });
}
