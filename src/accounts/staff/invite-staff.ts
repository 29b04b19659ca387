import type { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import { assertGovernsAccount } from '../../organisation/governs.ts';
import { grantRole, type NewGrant } from '../../organisation/roles/grant-role.ts';
import { unitOfAccount } from '../../organisation/unit-of-account.ts';
import { personPinyin } from '../../registry/search/search-names.ts';
import { sendLink } from '../links/send-link.ts';

export interface NewStaff {
  readonly login: string;
  readonly name: string;
  /** Normalised by `emailSchema`. */
  readonly email: string;
  readonly phone: string | undefined;
  readonly locale: 'zh-CN' | 'en';
  /** At least one: it says where the person belongs. */
  readonly roles: readonly NewGrant[];
}

/**
 * Opens an account with its first roles; the person sets the password at the mailed link.
 * @throws Refusal LOGIN_TAKEN, and what `grantRole` refuses
 */
export async function inviteStaff(act: Act, sessionSecret: string, staff: NewStaff): Promise<{ accountId: string }> {
  const { tx, now } = act;
  const account = await tx.maybe<{ id: string }>(
    `INSERT INTO account (kind, login, email, name, name_pinyin, phone, locale, state, created_at)
     VALUES ('STAFF', $1, $2, $3, $4, $5, $6, 'INVITED', $7) ON CONFLICT (login) DO NOTHING RETURNING id`,
    [staff.login, staff.email, staff.name, personPinyin(staff.name), staff.phone ?? null, staff.locale, now],
  );
  if (account === undefined) throw new Refusal('LOGIN_TAKEN');
  for (const grant of staff.roles) await grantRole(act, account.id, grant);
  await sendInvitation(act, sessionSecret, account.id);
  const unitId = staff.roles[0]?.unitId ?? (await unitOfAccount(tx, account.id));
  act.audit({
    action: 'STAFF_INVITED',
    unitId,
    subject: `account:${account.id}`,
    after: { roles: staff.roles.length },
  });
  return { accountId: account.id };
}

/** @throws Refusal NOT_FOUND, NOT_ALLOWED, WRONG_STATE, TOO_MANY_REQUESTS */
export async function inviteStaffAgain(
  act: Act,
  sessionSecret: string,
  accountId: string,
): Promise<{ accountId: string }> {
  const account = await act.tx.maybe<{ state: string }>(
    `SELECT state FROM account WHERE id = $1 AND kind = 'STAFF' FOR NO KEY UPDATE`,
    [accountId],
  );
  if (account === undefined) throw new Refusal('NOT_FOUND');
  await assertGovernsAccount(act, accountId);
  if (account.state !== 'INVITED') throw new Refusal('WRONG_STATE', { state: account.state });
  await sendInvitation(act, sessionSecret, accountId);
  const unitId = await unitOfAccount(act.tx, accountId);
  act.audit({ action: 'STAFF_INVITED_AGAIN', unitId, subject: `account:${accountId}` });
  return { accountId };
}

async function sendInvitation(act: Act, sessionSecret: string, accountId: string): Promise<void> {
  const link = { accountId, purpose: 'INVITE', event: 'STAFF_INVITED' } as const;
  if (!(await sendLink(act, sessionSecret, link))) throw new Refusal('TOO_MANY_REQUESTS');
}
