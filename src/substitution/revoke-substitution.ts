import type { Act } from '../acts/act.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import type { DatedSubstitution } from '../domain/substitution/cycle.ts';
import { assertGovernsAccount } from '../organisation/governs.ts';
import { unitOfAccount } from '../organisation/unit-of-account.ts';
import { lockClaimedCases, lockHolder, releaseLostClaims } from '../tasks/people/lost-claims.ts';
import { SUBSTITUTION_COLUMNS, substitutionsBelow } from './holding-now.ts';
import { scopeFacts } from './scope-facts.ts';
import { tellBoth } from './tell-both.ts';

interface Row extends DatedSubstitution {
  readonly revokedAt: Date | null;
}

const READ = `SELECT ${SUBSTITUTION_COLUMNS}, s.valid_from AS "from", s.valid_to AS "to", s.revoked_at AS "revokedAt" FROM substitution s WHERE s.id = $1`;

/**
 * Ends a substitution at once, begun or not, by the principal or by an administrator of all their units. What was claimed through it goes back
 * to where it came from.
 * @throws Refusal NOT_FOUND, NOT_YOURS, NOT_ALLOWED, WRONG_STATE when it is over
 */
export async function revokeSubstitution(act: Act, substitutionId: string): Promise<Facts> {
  const { tx, now } = act;
  const people = await peopleReached(act, substitutionId);
  await lockClaimedCases(act, people);
  await lockHolder(act, people);
  const row = await tx.one<Row & Record<string, unknown>>(`${READ} FOR NO KEY UPDATE`, [substitutionId]);
  if (row.substituteId === act.actor.id) throw new Refusal('NOT_YOURS');
  if (row.principalId !== act.actor.id) await assertGovernsAccount(act, row.principalId);
  if (row.revokedAt !== null) throw new Refusal('WRONG_STATE', { state: 'REVOKED' });
  if (row.to <= now) throw new Refusal('WRONG_STATE', { state: 'ENDED' });
  await tx.run('UPDATE substitution SET revoked_at = $2, revoked_by = $3 WHERE id = $1', [
    substitutionId,
    now,
    act.actor.id,
  ]);
  act.audit({
    action: 'SUBSTITUTION_REVOKED',
    unitId: await unitOfAccount(tx, row.principalId),
    subject: `substitution:${substitutionId}`,
    before: scopeFacts(row),
    after: { revokedAt: now.toISOString() },
  });
  await tellBoth(act, 'SUBSTITUTION_REVOKED', row);
  const released = await releaseLostClaims(act, people, 'SUBSTITUTION_ENDED');
  return { substitutionId, released };
}

/** Everybody who may hold something through it: the substitute, and whom the task travelled on to. */
async function peopleReached({ tx }: Act, substitutionId: string): Promise<readonly string[]> {
  const row = await tx.maybe<Row & Record<string, unknown>>(READ, [substitutionId]);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  const below = await substitutionsBelow(tx, [row.substituteId]);
  return [...new Set([row.substituteId, ...below.map(({ substituteId }) => substituteId)])];
}
