import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { openDecisionLink } from '../decision-links/token.ts';
import { DECISION_LINK } from '../domain/messages/message-table.ts';
import { renderMessage, type RenderedMessage } from '../domain/messages/render-message.ts';
import { CONNECTIONS, type MailTransport } from '../mail/transport.ts';
import { policyById } from '../policies/current.ts';
import type { Tx } from '../persistence/tx.ts';
import { leaseMessages, markFailed, markSent, postpone, type LeasedMessage } from './lease.ts';
import { linkInMail, type LinkSettings } from './links.ts';

export interface SenderParts {
  readonly sql: Tx;
  readonly transport: MailTransport;
  readonly settings: LinkSettings & { readonly mailFrom: string };
  readonly log: Logger;
}

/** Two looks a second at an empty ledger cost one index probe each. Milliseconds. */
const PAUSE = 500;
/** The longest wait for a mail server that is away; a long ledger is not tried through while nobody would take any of it. */
const LONGEST_PAUSE = 8_000;

type Outcome = 'SENT' | 'NOT_SENT' | 'SERVER_AWAY';

/**
 * Sends what the ledger holds, as soon as it is due, until `until` is aborted and the mails under way are done; gives the number of mails sent. Any number of
 * senders may run at once. SMTP is at-least-once: a second copy goes out only when a sender dies between the server's answer and
 * its own note of it, and carries the same Message-ID.
 */
export async function sendDueMessages(parts: SenderParts, until: AbortSignal): Promise<number> {
  let sent = 0;
  let pause = PAUSE;
  while (!until.aborted) {
    const size = pause > PAUSE ? 1 : CONNECTIONS;
    const leased = await leaseMessages(parts.sql, size);
    const outcomes = await Promise.all(leased.map((message) => sendOne(parts, message)));
    sent += outcomes.filter((outcome) => outcome === 'SENT').length;
    const isAway = leased.length > 0 && outcomes.every((outcome) => outcome === 'SERVER_AWAY');
    if (isAway) pause = Math.min(2 * pause, LONGEST_PAUSE);
    else if (leased.length > 0) pause = PAUSE;
    if (isAway || leased.length < size) await sleep(pause, undefined, { signal: until }).catch(() => undefined);
  }
  return sent;
}

async function sendOne(parts: SenderParts, message: LeasedMessage): Promise<Outcome> {
  const { sql, transport, log } = parts;
  const { id, address, attempts } = message;
  if (address === null) return giveUp(parts, message, 'NO_ADDRESS');
  const rendered = await render(parts, message);
  if (rendered === undefined) return giveUp(parts, message, 'NOT_RENDERED');
  const messageId = messageIdOf(message.dedupeKey, parts.settings.mailFrom);
  const delivery = await transport.send({ messageId, to: address, language: message.locale, ...rendered });
  switch (delivery.kind) {
    case 'SENT':
      await markSent(sql, message, { messageId, subject: rendered.subject, address });
      log.info({ message: id, attempts }, 'mail sent');
      return 'SENT';
    case 'REFUSED':
      return giveUp(parts, message, delivery.error);
    case 'POSTPONED':
      if (message.isTooOld) return giveUp(parts, message, delivery.error);
      await postpone(sql, message, delivery.error, pauseAfter(attempts));
      log.warn({ message: id, attempts }, 'mail postponed');
      return delivery.serverAway ? 'SERVER_AWAY' : 'NOT_SENT';
  }
}

async function giveUp({ sql, log }: SenderParts, message: LeasedMessage, error: string): Promise<Outcome> {
  await markFailed(sql, message, error);
  log.error({ message: message.id, template: message.template, attempts: message.attempts }, 'mail failed');
  return 'NOT_SENT';
}

/** A template that breaks on its values is mended by a new version and a resend, not by trying again. */
async function render({ sql, settings }: SenderParts, message: LeasedMessage): Promise<RenderedMessage | undefined> {
  const { body } = await policyById(sql, 'MESSAGE_TEMPLATE', message.templateVersionId);
  const { locale, recipient, params, tokenPurpose, decisionLinkId } = message;
  const decisionLink =
    decisionLinkId !== null && body.variables.includes(DECISION_LINK)
      ? await openDecisionLink(sql, settings, decisionLinkId)
      : null;
  const link = linkInMail(settings, params, tokenPurpose);
  try {
    return renderMessage(body, { locale, recipient, params, link, decisionLink });
  } catch {
    return undefined;
  }
}

/** The same for every attempt, so that a mail server or reader that sees a second copy knows it for one. */
export function messageIdOf(dedupeKey: string, mailFrom: string): string {
  const host = /@([^>\s]+)>?\s*$/.exec(mailFrom)?.[1] ?? 'localhost';
  return `<${createHash('sha256').update(dedupeKey).digest('hex')}@${host}>`;
}

/** 1 s, 2 s, 4 s … up to a minute: long enough for a server that is away, short enough for the person who waits. */
function pauseAfter(attempts: number): number {
  return Math.min(2 ** (attempts - 1), 60);
}
