import { createHash, createHmac } from 'node:crypto';

export const LINK_PURPOSES = ['VERIFY_EMAIL', 'RESET_PASSWORD', 'INVITE'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** Pages of the portal that read the token from the address's fragment, which no server or proxy ever logs. */
const PAGES = {
  VERIFY_EMAIL: '/activate',
  INVITE: '/activate',
  RESET_PASSWORD: '/reset-password',
} as const satisfies Record<LinkPurpose, string>;

/**
 * The token of a mail's link. It is derived from its row and the product's secret whenever the mail is rendered, so that neither
 * the ledger nor the token's own row holds anything a reader of the database could use.
 */
export function emailToken(sessionSecret: string, tokenId: string): string {
  return createHmac('sha256', sessionSecret).update(`email-token:${tokenId}`).digest('base64url');
}

/** What the row keeps. */
export function hashEmailToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export interface EmailLink {
  readonly tokenId: string;
  readonly purpose: LinkPurpose;
}

/** The whole address that the mail shows: `https://…/activate#<token>`. */
export function emailLink(
  { publicUrl, sessionSecret }: { readonly publicUrl: string; readonly sessionSecret: string },
  { tokenId, purpose }: EmailLink,
): string {
  return `${publicUrl}${PAGES[purpose]}#${emailToken(sessionSecret, tokenId)}`;
}
