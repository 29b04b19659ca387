import { z } from 'zod';
import { expectEqual } from '../expect.ts';
import { CAST } from '../people/cast.ts';
import { messageIdOf, type Mail } from '../product/mailbox.ts';
import type { Story } from '../story.ts';

const Row = z.object({ template: z.string(), state: z.string(), mailMessageId: z.string().nullable() });
type Row = z.infer<typeof Row>;

const Page = z.object({ items: z.array(Row), next: z.string().nullable() });

/** Waits for the mail that tells one address of an event of the story's case. */
export function expectMail(story: Story, to: string, event: string): Promise<Mail> {
  return story.wait(story.words('waitMail', { mail: `${event} → ${to}` }), async () => {
    const ids = new Set((await readLedger(story, event)).map(({ mailMessageId }) => mailMessageId));
    const mails = await story.mailbox.find({ to, since: story.since, matches: (mail) => ids.has(idOf(mail)) });
    return mails[0];
  });
}

/**
 * Waits until the product has sent every mail of the case, and finds each of them once in the mail catcher. Prints these and the
 * mails to the people the story brought; gives how many.
 */
export async function readBackMails(story: Story): Promise<number> {
  const rows = story.hasCase ? await sentRows(story) : [];
  const events = new Map(rows.map(({ mailMessageId, template }) => [mailMessageId, template]));
  const mails = await story.mailbox.find({
    since: story.since,
    matches: (mail) => events.has(idOf(mail)) || mail.to.some((address) => story.addresses.has(address)),
  });
  const ids = mails.map(idOf).filter((id) => events.has(id));
  expectEqual('What of the ledger the mail catcher holds', ids.sort(), [...events.keys()].sort());
  story.note(story.words('mails'));
  for (const mail of mails) {
    const { receivedAt, to, subject } = mail;
    story.note(
      `  ${receivedAt.slice(11, 19)}  ${to.join(', ')}  ${subject}  ${events.get(idOf(mail)) ?? ''}`.trimEnd(),
    );
  }
  return mails.length;
}

function sentRows(story: Story): Promise<Row[]> {
  return story.wait(story.words('waitAllMails'), async () => {
    const rows = await readLedger(story);
    return rows.every(({ state }) => state === 'SENT') ? rows : undefined;
  });
}

/** The mails of the case that the product has written down, as an administrator sees them. */
async function readLedger(story: Story, event?: string): Promise<Row[]> {
  const { caller } = await story.people.staff(CAST.administrator);
  const rows: Row[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = new URLSearchParams({
      caseId: story.case.id,
      channel: 'EMAIL',
      limit: '100',
      ...(event === undefined ? {} : { template: event }),
      ...(cursor === '' ? {} : { cursor }),
    });
    const page: z.infer<typeof Page> = await caller.get(`/message-ledger?${query.toString()}`, Page);
    rows.push(...page.items);
    cursor = page.next;
  }
  return rows;
}

function idOf(mail: Mail): string | null {
  return messageIdOf(mail) ?? null;
}
