import type { Request, Response } from 'express';
import { z } from 'zod';
import { currentPolicy } from '../../../policies/current.ts';
import type { Deps } from '../../deps.ts';
import { assertNotTooOften } from '../../security/rate-limit.ts';

/** What stands behind the # of the mail's link. */
export const DecisionToken = z.string().regex(/^[\w-]{43}$/);

interface Asking {
  readonly deps: Deps;
  readonly req: Request;
  readonly res: Response;
}

/** One network address tries only so many tokens. @throws Refusal TOO_MANY_REQUESTS */
export async function assertFewTokens({ deps, req, res }: Asking): Promise<void> {
  const { body } = await currentPolicy(deps.db.sql, 'PROCESS_POLICY', 'TASKS', new Date());
  const perMinute = body.links?.perMinute ?? 1;
  await assertNotTooOften({ deps, req, res }, { name: 'decision-link', perMinute, key: '' });
}
