import type { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import { lockClaimedCases, lockHolder, releaseLostClaims } from '../../tasks/people/lost-claims.ts';
import { assertGoverns } from '../governs.ts';
import { assertAdministratorRemains } from './assert-administrator-remains.ts';

export interface RoleEnd {
  readonly accountId: string;
  readonly assignmentId: string;
  /** Left out: now. */
  readonly at: Date | undefined;
}

interface Assignment {
  role: string;
  unitId: string;
  validFrom: Date;
  validTo: Date | null;
}

/**
 * Tasks that only this role let its holder hold go back into their pools, at once or, when it ends later, after it has.
 * @throws Refusal NOT_FOUND, NOT_ALLOWED, WRONG_STATE when it has ended, INVALID, NOBODY_LEFT
 */
export async function endRole(act: Act, { accountId, assignmentId, at }: RoleEnd): Promise<{ validTo: string }> {
  const { tx, now } = act;
  await lockClaimedCases(act, accountId);
  await lockHolder(act, accountId);
  const assignment = await tx.maybe<Assignment>(
    `SELECT role, unit_id AS "unitId", valid_from AS "validFrom", valid_to AS "validTo" FROM role_assignment
     WHERE id = $1 AND account_id = $2 FOR NO KEY UPDATE`,
    [assignmentId, accountId],
  );
  if (assignment === undefined) throw new Refusal('NOT_FOUND');
  await assertGoverns(act, [assignment.unitId]);
  if (assignment.validTo !== null && assignment.validTo <= now) throw new Refusal('WRONG_STATE', { state: 'ENDED' });
  if (at !== undefined && at < now) {
    throw new Refusal('INVALID', { issues: [{ path: 'at', code: 'CUSTOM', rule: 'IN_THE_PAST' }] });
  }
  // A grant that has not begun ends before it does.
  const end = new Date(Math.max((at ?? now).getTime(), assignment.validFrom.getTime()));
  if (assignment.role === 'ADMINISTRATOR') await assertAdministratorRemains(act, accountId, end);
  await tx.run('UPDATE role_assignment SET valid_to = $2 WHERE id = $1', [assignmentId, end]);
  act.audit({
    action: 'ROLE_ENDED',
    unitId: assignment.unitId,
    subject: `account:${accountId}`,
    before: { assignmentId, role: assignment.role, validTo: assignment.validTo?.toISOString() ?? null },
    after: { assignmentId, validTo: end.toISOString() },
  });
  await releaseLostClaims(act, accountId, 'ROLE_ENDED');
  return { validTo: end.toISOString() };
}
