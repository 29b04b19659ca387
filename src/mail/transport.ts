import nodemailer from 'nodemailer';

/** One mail, ready to go. */
interface Mail {
  readonly messageId: string;
  readonly to: string;
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What the server made of a mail. `error` is the server's word or the network's, without any address. */
type Delivery =
  | { readonly kind: 'SENT' }
  /** The server will never take this mail (5xx to its recipient or content). */
  | { readonly kind: 'REFUSED'; readonly error: string }
  /** Later it may: 4xx, or the server is away, or the log-in to it fails; then it is so for every mail. */
  | { readonly kind: 'POSTPONED'; readonly error: string; readonly serverAway: boolean };

export interface MailTransport {
  send(mail: Mail): Promise<Delivery>;
  close(): void;
}

export const CONNECTIONS = 5;

/** Milliseconds. Together they stay below the lease of a message. */
const PATIENCE = { connectionTimeout: 5_000, greetingTimeout: 5_000, dnsTimeout: 5_000, socketTimeout: 15_000 };

/** Real SMTP over a few kept connections. `from` is `MAIL_FROM`: a name with an address. */
export function smtpTransport({ smtpUrl, mailFrom }: { smtpUrl: string; mailFrom: string }): MailTransport {
  const transporter = nodemailer.createTransport(
    {
      url: smtpUrl,
      pool: true,
      maxConnections: CONNECTIONS,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...PATIENCE,
    },
    { from: mailFrom },
  );
  return {
    async send({ messageId, to, language, subject, text, html }) {
      try {
        await transporter.sendMail({
          messageId,
          // An object, not a text: what looks like a list of addresses stays one.
          to: { name: '', address: to },
          subject,
          text,
          html,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
        });
        return { kind: 'SENT' };
      } catch (error) {
        return failure(error);
      }
    },
    close() {
      transporter.close();
    },
  };
}

/** Only a 5xx about this mail is final. One about our log-in or our greeting says nothing about the mail. */
function failure(cause: unknown): Delivery {
  const code = textOf(cause, 'code');
  const responseCode = Number(textOf(cause, 'responseCode'));
  const said = `${code} ${textOf(cause, 'response') || (cause instanceof Error ? cause.message : '')}`;
  const aboutThisMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  const error = said.replace(/[^\s<>]+@[^\s<>]+/g, '…').slice(0, 500);
  if (responseCode >= 500 && aboutThisMail) return { kind: 'REFUSED', error };
  return { kind: 'POSTPONED', error, serverAway: !aboutThisMail };
}

function textOf(error: unknown, key: string): string {
  if (typeof error !== 'object' || error === null || !(key in error)) return '';
  const value: unknown = Object.entries(error).find(([name]) => name === key)?.[1];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
