import type { Act } from '../../acts/act.ts';
import { after } from '../../domain/accounts/plain-length.ts';
import { accountsPolicy } from '../accounts-policy.ts';
import { emailToken, hashEmailToken, type LinkPurpose } from '../email-token.ts';

export type NewLink = { readonly accountId: string } & (
  | { readonly purpose: 'VERIFY_EMAIL'; readonly event: 'VERIFY_EMAIL' }
  | { readonly purpose: 'RESET_PASSWORD'; readonly event: 'RESET_PASSWORD' }
  | { readonly purpose: 'INVITE'; readonly event: 'STAFF_INVITED' }
  | { readonly purpose: 'INVITE'; readonly event: 'MEMBER_INVITED'; readonly companyName: string }
);

/**
 * Mails a link that works once and for a while; earlier ones for the same purpose stop working. False when the person was
 * mailed so many within the hour that this one is left out.
 */
export async function sendLink(act: Act, sessionSecret: string, link: NewLink): Promise<boolean> {
  const { tx, now } = act;
  const { links, limits } = await accountsPolicy(tx, now);
  const { sent } = await tx.one<{ sent: number }>(
    `SELECT count(*) AS sent FROM email_token WHERE account_id = $1 AND purpose = $2 AND created_at > $3::timestamptz - interval '1 hour'`,
    [link.accountId, link.purpose, now],
  );
  if (sent >= limits.linksPerHour) return false;
  await cancelLinks(act, link.accountId, link.purpose);
  const { id } = await tx.one<{ id: string }>('SELECT uuidv7() AS id');
  const expiresAt = after(now, links[link.purpose]);
  await tx.run(
    'INSERT INTO email_token (id, account_id, purpose, token_hash, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, link.accountId, link.purpose, hashEmailToken(emailToken(sessionSecret, id)), expiresAt, now],
  );
  tellOfLink(act, link, { tokenId: id, expiresAt: expiresAt.toISOString() });
  return true;
}

function tellOfLink(act: Act, link: NewLink, params: { tokenId: string; expiresAt: string }): void {
  const notice = {
    process: 'ACCOUNTS',
    group: 'SELF',
    accountIds: [link.accountId],
    ref: `link:${params.tokenId}`,
  } as const;
  if (link.event === 'MEMBER_INVITED') {
    act.tell({ ...notice, event: link.event, params: { ...params, companyName: link.companyName } });
  } else {
    act.tell({ ...notice, event: link.event, params });
  }
}

async function cancelLinks({ tx, now }: Act, accountId: string, purpose: LinkPurpose): Promise<void> {
  await tx.run(
    'UPDATE email_token SET expires_at = $3 WHERE account_id = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3',
    [accountId, purpose, now],
  );
}
