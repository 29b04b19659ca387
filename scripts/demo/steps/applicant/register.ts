import { z } from 'zod';
import { freshEmail, freshMobile, freshPassword, freshPerson } from '../../people/fresh.ts';
import type { Person } from '../../people/person.ts';
import { tokenIn } from '../../product/mailbox.ts';
import type { Story } from '../../story.ts';

const Notice = z.object({ id: z.uuid(), version: z.int() });

/** A visitor registers by mail, opens the link and logs in. */
export async function register(story: Story): Promise<Person> {
  const visitor = story.people.visitor();
  const email = freshEmail(`applicant-${story.code}`);
  story.addresses.add(email);
  const notice = await visitor.get('/privacy-notice', Notice);
  const registration = { email, locale: story.language, noticeId: notice.id };
  await visitor.send('POST', '/registrations', registration, z.unknown());
  await story.step('visitor', 'REGISTERED', { email, version: notice.version });
  const person = await openAccount(story, email);
  await story.step(person, 'VERIFIED');
  return person;
}

/** Opens the link that was mailed to an address, and logs in with the password chosen there. */
export async function openAccount(story: Story, email: string): Promise<Person> {
  const visitor = story.people.visitor();
  const mail = await story.mailbox.expect(story.words('waitMail', { mail: email }), {
    to: email,
    since: story.since,
    matches: ({ text }) => text.includes('#'),
  });
  const notice = await visitor.get('/privacy-notice', Notice);
  const password = freshPassword();
  const { name } = freshPerson();
  const opening = { token: tokenIn(mail), password, name, phone: freshMobile(), noticeId: notice.id };
  await visitor.send('POST', '/activations', opening, z.unknown());
  return story.people.logIn({ login: email, password });
}
