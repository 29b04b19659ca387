import { z } from 'zod';
import { expectEqual, Unexpected } from '../expect.ts';
import { CAST } from '../people/cast.ts';
import { messageIdOf, type Mail } from '../product/mailbox.ts';
import type { Story } from '../story.ts';
import { clockInChina } from '../words/instants.ts';

const Row = z.object({ template: z.string(), state: z.string(), mailMessageId: z.string().nullable() });
type Row = z.infer<typeof Row>;

const Page = z.object({ items: z.array(Row), next: z.string().nullable() });

/** Notices that tell an applicant how it ended; they are shown in full. */
const ENDINGS = new Set(['CHANNEL_ACTIVE', 'APPLICATION_REJECTED', 'APPLICATION_EXPIRED', 'APPLICATION_WITHDRAWN']);

/** Waits for the mail that tells one address of an event of the story's case. */
export function expectMail(story: Story, to: string, event: string): Promise<Mail> {
  return story.wait(story.words('waitMail', { mail: `${event} → ${to}` }), async () => {
    const events = eventsById(await readLedger(story, event));
    const matches = (mail: Mail): boolean => events.has(messageIdOf(mail));
    return (await story.mailbox.find({ to, since: story.since, matches }))[0];
  });
}

/**
 * Waits until the product has sent every mail of the case, and finds each of them once in the mail catcher. Prints these and the
 * mails to the people the story brought; gives how many.
 */
export async function readBackMails(story: Story): Promise<number> {
  const events = eventsById(story.hasCase ? await sentRows(story) : []);
  const isOurs = (mail: Mail): boolean => mail.to.some((address) => story.addresses.has(address));
  const matches = (mail: Mail): boolean => events.has(messageIdOf(mail)) || isOurs(mail);
  const mails = await story.mailbox.find({ since: story.since, matches });
  const caught = mails.map(messageIdOf).filter((id) => events.has(id));
  expectEqual('What of the ledger the mail catcher holds', caught.sort(), [...events.keys()].sort());
  story.note(story.words('mails'));
  for (const mail of mails) printMail(story, mail, events.get(messageIdOf(mail)));
  return mails.length;
}

function printMail(story: Story, { receivedAt, to, subject, text }: Mail, event = ''): void {
  story.note(`  ${clockInChina(receivedAt)}  ${to.join(', ')}  ${subject}  ${event}`.trimEnd());
  if (!ENDINGS.has(event)) return;
  for (const line of text.trim().split('\n')) story.note(line === '' ? '' : `            ${line}`);
}

/** The event of every mail by its Message-ID. */
function eventsById(rows: readonly Row[]): ReadonlyMap<string | undefined, string> {
  return new Map(rows.flatMap(({ mailMessageId: id, template }) => (id === null ? [] : [[id, template]])));
}

function sentRows(story: Story): Promise<Row[]> {
  return story.wait(story.words('waitAllMails'), async () => {
    const rows = await readLedger(story);
    const failed = rows.find(({ state }) => state === 'FAILED');
    if (failed !== undefined) throw new Unexpected(`The mail ${failed.template} could not be sent`);
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
