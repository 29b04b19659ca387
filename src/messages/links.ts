import { emailLink, LINK_PURPOSES } from '../accounts/email-token.ts';
import type { Facts } from '../domain/refusal.ts';

export interface LinkSettings {
  readonly publicUrl: string;
  readonly sessionSecret: string;
}

/** Where a notice read in the product leads: to the task, the case, the substitution, the rule, the webhook or the batch, else to the front page. */
export function linkInApp(publicUrl: string, params: Facts): string {
  const { taskId, caseId, substitutionId, publicationId, webhookId, batchId } = params;
  if (typeof taskId === 'string') return `${publicUrl}/tasks/${taskId}`;
  if (typeof caseId === 'string') return `${publicUrl}/cases/${caseId}`;
  if (typeof substitutionId === 'string') return `${publicUrl}/substitutions/${substitutionId}`;
  if (typeof publicationId === 'string') return `${publicUrl}/publications/${publicationId}`;
  if (typeof webhookId === 'string') return `${publicUrl}/webhooks/${webhookId}`;
  if (typeof batchId === 'string') return `${publicUrl}/batches/${batchId}`;
  return `${publicUrl}/`;
}

/**
 * As `linkInApp`, and for a one-time link the page that its token opens; `purpose` is the token's own. Tokens travel by mail
 * only: who can read a notice in the product has logged in already.
 */
export function linkInMail(settings: LinkSettings, params: Facts, purpose: string | null): string {
  const { tokenId } = params;
  const known = LINK_PURPOSES.find((candidate) => candidate === purpose);
  if (typeof tokenId === 'string' && known !== undefined) return emailLink(settings, { tokenId, purpose: known });
  return linkInApp(settings.publicUrl, params);
}
