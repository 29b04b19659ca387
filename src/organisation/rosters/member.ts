import type { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import { lockClaimedCases, lockHolder, releaseLostClaims } from '../../tasks/people/lost-claims.ts';
import { lockRoster } from './roster.ts';

export interface NewMember {
  readonly accountId: string;
  /** Left out: from now on. */
  readonly validFrom: Date | undefined;
  /** Left out: without end. */
  readonly validTo: Date | undefined;
}

/** @throws Refusal NOT_FOUND, NOT_ALLOWED, SAME_PERSON, WRONG_STATE of a closed list, INVALID, ALREADY_MEMBER */
export async function addRosterMember(act: Act, rosterId: string, member: NewMember): Promise<{ memberId: string }> {
  const { tx, now, actor } = act;
  const { accountId } = member;
  // Nobody puts themselves where decisions are taken.
  if (accountId === actor.id) throw new Refusal('SAME_PERSON');
  const roster = await lockRoster(act, rosterId);
  if (roster.closed) throw new Refusal('WRONG_STATE', { state: 'CLOSED' });
  const issue = (path: string, rule: string) => new Refusal('INVALID', { issues: [{ path, code: 'CUSTOM', rule }] });
  const person = await tx.maybe(`SELECT FROM account WHERE id = $1 AND kind = 'STAFF' AND state = 'ACTIVE'`, [
    accountId,
  ]);
  if (person === undefined) throw issue('accountId', 'ACTIVE_STAFF');
  const validFrom = member.validFrom ?? now;
  const validTo = member.validTo ?? null;
  if (validFrom < now) throw issue('validFrom', 'IN_THE_PAST');
  if (validTo !== null && validTo <= validFrom) throw issue('validTo', 'BEFORE_ITS_BEGINNING');
  const held = await tx.maybe(
    `SELECT FROM roster_member WHERE roster_id = $1 AND account_id = $2 AND (valid_to IS NULL OR valid_to > $3)
       AND ($4::timestamptz IS NULL OR valid_from < $4) LIMIT 1`,
    [rosterId, accountId, validFrom, validTo],
  );
  if (held !== undefined) throw new Refusal('ALREADY_MEMBER');
  const { id } = await tx.one<{ id: string }>(
    'INSERT INTO roster_member (roster_id, account_id, valid_from, valid_to, added_by) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [rosterId, accountId, validFrom, validTo, actor.id],
  );
  act.audit({
    action: 'ROSTER_MEMBER_ADDED',
    unitId: roster.unitId,
    subject: `roster:${rosterId}`,
    after: {
      memberId: id,
      account: accountId,
      validFrom: validFrom.toISOString(),
      validTo: validTo?.toISOString() ?? null,
    },
  });
  return { memberId: id };
}

/**
 * Tasks that only this membership let somebody hold go back into their pools, at once or, when it ends later, after it has.
 * @throws Refusal NOT_FOUND, NOT_ALLOWED, WRONG_STATE when it has ended, INVALID
 */
export async function endRosterMember(
  act: Act,
  { rosterId, memberId, at }: { readonly rosterId: string; readonly memberId: string; readonly at: Date | undefined },
): Promise<{ validTo: string }> {
  const { tx, now } = act;
  const found = await tx.maybe<{ accountId: string }>(
    'SELECT account_id AS "accountId" FROM roster_member WHERE id = $1 AND roster_id = $2',
    [memberId, rosterId],
  );
  if (found === undefined) throw new Refusal('NOT_FOUND');
  const { accountId } = found;
  await lockClaimedCases(act, accountId);
  await lockHolder(act, accountId);
  const roster = await lockRoster(act, rosterId);
  const member = await tx.one<{ validFrom: Date; validTo: Date | null }>(
    'SELECT valid_from AS "validFrom", valid_to AS "validTo" FROM roster_member WHERE id = $1 FOR NO KEY UPDATE',
    [memberId],
  );
  if (member.validTo !== null && member.validTo <= now) throw new Refusal('WRONG_STATE', { state: 'ENDED' });
  if (at !== undefined && at < now) {
    throw new Refusal('INVALID', { issues: [{ path: 'at', code: 'CUSTOM', rule: 'IN_THE_PAST' }] });
  }
  // A membership that has not begun ends before it does.
  const end = new Date(Math.max((at ?? now).getTime(), member.validFrom.getTime()));
  await tx.run('UPDATE roster_member SET valid_to = $2 WHERE id = $1', [memberId, end]);
  act.audit({
    action: 'ROSTER_MEMBER_ENDED',
    unitId: roster.unitId,
    subject: `roster:${rosterId}`,
    before: { memberId, validTo: member.validTo?.toISOString() ?? null },
    after: { memberId, account: accountId, validTo: end.toISOString() },
  });
  await releaseLostClaims(act, accountId, 'MEMBERSHIP_ENDED');
  return { validTo: end.toISOString() };
}
