import type { Act } from '../../acts/act.ts';
import type { Level, Post } from '../../domain/access/positions.ts';
import type { StaffRole } from '../../domain/access/roles.ts';
import { Refusal } from '../../domain/refusal.ts';
import { assertGoverns } from '../governs.ts';

export interface NewGrant {
  readonly role: StaffRole;
  readonly unitId: string;
  /** ORG-02 and ORG-04. */
  readonly level: Level | undefined;
  readonly post: Post | undefined;
  /** Left out: from now on. */
  readonly validFrom: Date | undefined;
  readonly validTo: Date | undefined;
}

/**
 * Gives somebody a role in a unit, dated (ORG-01). Nobody grants roles to themselves.
 * @throws Refusal NOT_FOUND, SAME_PERSON, ACCOUNT_DISABLED, UNIT_UNKNOWN, NOT_ALLOWED, INVALID, ALREADY_HELD
 */
export async function grantRole(act: Act, accountId: string, grant: NewGrant): Promise<{ assignmentId: string }> {
  const { tx, now, actor } = act;
  if (accountId === actor.id) throw new Refusal('SAME_PERSON');
  const { role, unitId, level, post } = grant;
  await lockStaff(act, accountId);
  await assertOpenUnit(act, unitId);
  await assertGoverns(act, [unitId]);
  const { validFrom, validTo } = termOf(grant, now);
  await assertNotHeld(act, accountId, { role, unitId, validFrom, validTo });
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO role_assignment (account_id, role, unit_id, level, post, valid_from, valid_to, granted_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [accountId, role, unitId, level ?? null, post ?? null, validFrom, validTo, actor.id],
  );
  const after = {
    assignmentId: id,
    role,
    level: level ?? null,
    post: post ?? null,
    validFrom: validFrom.toISOString(),
    validTo: validTo?.toISOString() ?? null,
  };
  act.audit({ action: 'ROLE_GRANTED', unitId, subject: `account:${accountId}`, after });
  return { assignmentId: id };
}

/** Locks the account, so that its grants follow each other. @throws Refusal NOT_FOUND, ACCOUNT_DISABLED */
async function lockStaff({ tx }: Act, accountId: string): Promise<void> {
  const account = await tx.maybe<{ state: string }>(
    `SELECT state FROM account WHERE id = $1 AND kind = 'STAFF' FOR NO KEY UPDATE`,
    [accountId],
  );
  if (account === undefined) throw new Refusal('NOT_FOUND');
  if (account.state === 'DISABLED') throw new Refusal('ACCOUNT_DISABLED');
}

/** Holds the unit against being closed meanwhile. */
async function assertOpenUnit({ tx }: Act, unitId: string): Promise<void> {
  const unit = await tx.maybe<{ closed: boolean }>('SELECT closed FROM unit WHERE id = $1 FOR SHARE', [unitId]);
  if (unit?.closed !== false) throw new Refusal('UNIT_UNKNOWN');
}

/** What somebody was is on record; it is not written afterwards. */
function termOf(grant: NewGrant, now: Date): { validFrom: Date; validTo: Date | null } {
  const validFrom = grant.validFrom ?? now;
  const validTo = grant.validTo ?? null;
  const issue = (path: string, rule: string) => new Refusal('INVALID', { issues: [{ path, code: 'CUSTOM', rule }] });
  if (validFrom < now) throw issue('validFrom', 'IN_THE_PAST');
  if (validTo !== null && validTo <= validFrom) throw issue('validTo', 'BEFORE_ITS_BEGINNING');
  return { validFrom, validTo };
}

async function assertNotHeld(
  { tx }: Act,
  accountId: string,
  { role, unitId, validFrom, validTo }: { role: string; unitId: string; validFrom: Date; validTo: Date | null },
): Promise<void> {
  const held = await tx.maybe(
    `SELECT FROM role_assignment WHERE account_id = $1 AND role = $2 AND unit_id = $3
       AND (valid_to IS NULL OR valid_to > $4) AND ($5::timestamptz IS NULL OR valid_from < $5) LIMIT 1`,
    [accountId, role, unitId, validFrom, validTo],
  );
  if (held !== undefined) throw new Refusal('ALREADY_HELD');
}
