import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { runAct, type ActAnswer } from '../../src/acts/run-act.ts';
import { makeSubstitution, type NewSubstitution } from '../../src/substitution/make-substitution.ts';
import { revokeSubstitution } from '../../src/substitution/revoke-substitution.ts';
import type { TestDatabase } from '../support/database.ts';
import { actorOf } from '../tasks/office.ts';

const DAY = 86_400_000;
export const inDays = (days: number): Date => new Date(Date.now() + days * DAY);

export type Wish = Partial<Omit<NewSubstitution, 'principalId' | 'substituteId'>> & { readonly by?: string };

/** `substitute` stands in for `principal` for ten days from now, for everything, unless told otherwise. */
export async function appoint(
  db: TestDatabase,
  principal: string,
  substitute: string,
  { by = principal, ...wish }: Wish = {},
): Promise<ActAnswer> {
  const actor = await actorOf(db, by);
  const wanted: NewSubstitution = {
    principalId: (await actorOf(db, principal)).id,
    substituteId: (await actorOf(db, substitute)).id,
    from: undefined,
    to: inDays(10),
    processes: null,
    unitIds: null,
    amountFrom: null,
    amountBelow: null,
    reason: '休假',
    ...wish,
  };
  const request = { actor, key: randomUUID(), hash: 'h', channel: 'api' } as const;
  return runAct(db.pool, request, (act) => makeSubstitution(act, wanted));
}

export async function revoke(db: TestDatabase, by: string, made: ActAnswer): Promise<ActAnswer> {
  const request = { actor: await actorOf(db, by), key: randomUUID(), hash: 'h', channel: 'api' } as const;
  return runAct(db.pool, request, (act) => revokeSubstitution(act, z.uuid().parse(made.body['substitutionId'])));
}

/** Nobody stands in for anybody any more. */
export async function forgetAll(db: TestDatabase): Promise<void> {
  await db.asOwner('DELETE FROM substitution');
}

/** As if it had ended by its date a second ago. */
export async function lapse(db: TestDatabase, made: ActAnswer): Promise<void> {
  await db.asOwner(
    `UPDATE substitution SET valid_from = now() - interval '2 days', valid_to = now() - interval '1 second' WHERE id = $1`,
    [made.body['substitutionId']],
  );
}
