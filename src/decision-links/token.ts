import { createHash, createHmac } from 'node:crypto';
import type { Tx } from '../persistence/tx.ts';

interface Settings {
  readonly publicUrl: string;
  readonly sessionSecret: string;
}

/**
 * 256 bits, derived from the link's row and the product's secret whenever its mail is rendered, so that a second copy of a mail carries the same
 * one and the database holds nothing that its reader could use.
 */
export function decisionToken(sessionSecret: string, linkId: string): string {
  return createHmac('sha256', sessionSecret).update(`decision-link:${linkId}`).digest('base64url');
}

/** What the row keeps. */
export function hashDecisionToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The address for the mail that is about to leave; only from then on the link opens anything. The fragment reaches no server and no log. */
export async function openDecisionLink(sql: Tx, settings: Settings, linkId: string): Promise<string> {
  const token = decisionToken(settings.sessionSecret, linkId);
  await sql.run('UPDATE decision_link SET token_hash = $2 WHERE id = $1 AND token_hash IS DISTINCT FROM $2', [
    linkId,
    hashDecisionToken(token),
  ]);
  return `${settings.publicUrl}/decide#${token}`;
}
