import { z } from 'zod';
import type { Wait } from './wait.ts';

const Summary = z.object({
  id: z.string(),
  receivedAt: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
});
const Message = Summary.extend({
  text: z.string(),
  headers: z.array(z.object({ key: z.string(), value: z.string() })),
});

export type Mail = z.infer<typeof Message>;

interface MailQuery {
  readonly to?: string;
  /** ISO instant; only what came later. */
  readonly since?: string;
  /** Whether it is the one looked for. */
  readonly matches: (mail: Mail) => boolean;
}

/** What the mail catcher has received. */
export interface Mailbox {
  /** The oldest first. */
  find(query: MailQuery): Promise<Mail[]>;
  /** Waits for one; `what` says in the error what did not come. */
  expect(what: string, query: MailQuery): Promise<Mail>;
}

export function createMailbox(mailUrl: string, wait: Wait): Mailbox {
  const known = new Map<string, Mail>();

  async function read(id: string): Promise<Mail> {
    const mail = known.get(id) ?? Message.parse(await getJson(`${mailUrl}/messages/${id}`));
    known.set(id, mail);
    return mail;
  }

  async function find({ to, since, matches }: MailQuery): Promise<Mail[]> {
    const query = new URLSearchParams({
      ...(to === undefined ? {} : { to }),
      ...(since === undefined ? {} : { since }),
    });
    const summaries = z.array(Summary).parse(await getJson(`${mailUrl}/messages?${query.toString()}`));
    const mails = await Promise.all(summaries.toReversed().map(({ id }) => read(id)));
    return mails.filter(matches);
  }

  return { find, expect: (what, query) => wait(what, async () => (await find(query))[0]) };
}

export function messageIdOf({ headers }: Mail): string | undefined {
  return headers.find(({ key }) => key.toLowerCase() === 'message-id')?.value.trim();
}

/** The one-time token that the mail's link carries in the part of the address that no server sees. */
export function tokenIn({ text }: Mail): string {
  const token = /#([\w-]{43})\b/.exec(text)?.[1];
  if (token === undefined) throw new Error('The mail has no link with a token');
  return token;
}

async function getJson(address: string): Promise<unknown> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The mail catcher answered ${answer.status} for ${address}`);
  return answer.json();
}
