import type { Act } from '../../acts/act.ts';
import { rootUnitId } from '../../organisation/root-unit.ts';
import { assertNoticeIsCurrent } from '../consent.ts';
import { sendLink } from '../links/send-link.ts';

export interface Registration {
  /** Normalised by `emailSchema`; becomes the log-in name. */
  readonly email: string;
  readonly locale: 'zh-CN' | 'en';
  /** The notice the person was shown. */
  readonly noticeId: string;
}

/**
 * Mails the owner of the address a link to open the account with, or says by mail that there is one already; the caller is told
 * the same in both cases. The password is chosen at the link, so nobody can put one under somebody else's address.
 * @throws Refusal CONSENT_MISSING
 */
export async function register(act: Act, sessionSecret: string, registration: Registration): Promise<void> {
  await assertNoticeIsCurrent(act.tx, registration.noticeId, act.now);
  const { id, state, isNew } = await takeAddress(act, registration);
  if (isNew) {
    act.audit({ action: 'ACCOUNT_REGISTERED', unitId: await rootUnitId(act.tx), subject: `account:${id}` });
  }
  if (state === 'INVITED')
    await sendLink(act, sessionSecret, { accountId: id, purpose: 'VERIFY_EMAIL', event: 'VERIFY_EMAIL' });
  if (state === 'ACTIVE') {
    // One such mail a day is enough to be warned by.
    const ref = `day:${act.now.toISOString().slice(0, 10)}`;
    act.tell({ process: 'ACCOUNTS', event: 'ALREADY_REGISTERED', group: 'SELF', accountIds: [id], ref, params: {} });
  }
}

async function takeAddress({ tx, now }: Act, { email, locale }: Registration) {
  const inserted = await tx.maybe<{ id: string }>(
    `INSERT INTO account (kind, login, email, name, locale, state, created_at) VALUES ('MEMBER', $1, $1, $1, $2, 'INVITED', $3)
     ON CONFLICT (login) DO NOTHING RETURNING id`,
    [email, locale, now],
  );
  if (inserted !== undefined) return { id: inserted.id, state: 'INVITED', isNew: true };
  const known = await tx.one<{ id: string; state: string }>(
    'SELECT id, state FROM account WHERE login = $1 FOR NO KEY UPDATE',
    [email],
  );
  return { ...known, isNew: false };
}
