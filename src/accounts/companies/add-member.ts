import type { Act } from '../../acts/act.ts';
import type { CompanyRole } from '../../domain/access/roles.ts';
import { Refusal } from '../../domain/refusal.ts';
import { sendLink } from '../links/send-link.ts';
import { currentRoles, giveRoles } from './member-roles.ts';
import { lockOwnedCompany, type OwnedCompany } from './owned-company.ts';

export interface NewMember {
  readonly companyId: string;
  /** Normalised by `emailSchema`. */
  readonly email: string;
  readonly roles: readonly CompanyRole[];
  readonly locale: 'zh-CN' | 'en';
}

/**
 * Makes the owner of an address a member. Who has no account is mailed a link to open one; until then the roles have no effect.
 * @throws Refusal NOT_ALLOWED, ALREADY_MEMBER, ACCOUNT_DISABLED, TOO_MANY_REQUESTS
 */
export async function addMember(act: Act, sessionSecret: string, member: NewMember): Promise<{ accountId: string }> {
  const { companyId, roles } = member;
  const company = await lockOwnedCompany(act, companyId);
  const { id: accountId, state } = await accountOf(act, member);
  if (state === 'DISABLED') throw new Refusal('ACCOUNT_DISABLED');
  if ((await currentRoles(act, companyId, accountId)).length > 0) throw new Refusal('ALREADY_MEMBER');
  await giveRoles(act, companyId, accountId, roles);
  if (state === 'INVITED') await invite(act, sessionSecret, company, accountId);
  else tellMember(act, company, accountId);
  const after = { accountId, roles };
  act.audit({ action: 'MEMBER_ADDED', unitId: company.unitId, subject: `company:${companyId}`, after });
  return { accountId };
}

/** Another link for a member who has not opened the account. @throws Refusal NOT_FOUND, WRONG_STATE, TOO_MANY_REQUESTS */
export async function inviteAgain(
  act: Act,
  sessionSecret: string,
  { companyId, accountId }: { readonly companyId: string; readonly accountId: string },
): Promise<{ accountId: string }> {
  const company = await lockOwnedCompany(act, companyId);
  if ((await currentRoles(act, companyId, accountId)).length === 0) throw new Refusal('NOT_FOUND');
  const { state } = await act.tx.one<{ state: string }>('SELECT state FROM account WHERE id = $1', [accountId]);
  if (state !== 'INVITED') throw new Refusal('WRONG_STATE', { state });
  await invite(act, sessionSecret, company, accountId);
  const after = { accountId };
  act.audit({ action: 'MEMBER_INVITED_AGAIN', unitId: company.unitId, subject: `company:${companyId}`, after });
  return { accountId };
}

async function invite(act: Act, sessionSecret: string, company: OwnedCompany, accountId: string): Promise<void> {
  const event = 'MEMBER_INVITED';
  const link = { accountId, purpose: 'INVITE', event, companyName: company.name } as const;
  if (!(await sendLink(act, sessionSecret, link))) throw new Refusal('TOO_MANY_REQUESTS');
}

/** Nobody becomes a member without hearing of it. */
function tellMember(act: Act, company: OwnedCompany, accountId: string): void {
  act.tell({
    process: 'ACCOUNTS',
    event: 'MEMBER_ADDED',
    group: 'SELF',
    accountIds: [accountId],
    ref: `company:${company.id}:${act.now.toISOString()}`,
    params: { companyName: company.name },
  });
}

async function accountOf({ tx, now }: Act, { email, locale }: NewMember) {
  const inserted = await tx.maybe<{ id: string; state: string }>(
    `INSERT INTO account (kind, login, email, name, locale, state, created_at) VALUES ('MEMBER', $1, $1, $1, $2, 'INVITED', $3)
     ON CONFLICT (login) DO NOTHING RETURNING id, state`,
    [email, locale, now],
  );
  return (
    inserted ??
    (await tx.one<{ id: string; state: string }>('SELECT id, state FROM account WHERE login = $1 FOR NO KEY UPDATE', [
      email,
    ]))
  );
}
