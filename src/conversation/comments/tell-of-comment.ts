import type { Act } from '../../acts/act.ts';
import type { CaseAtHand } from '../../cases/act-on-case.ts';
import { mayHear, type Audience } from '../../domain/conversation/audience.ts';
import type { Addressee } from '../../domain/conversation/addressee.ts';
import { applicantAccounts } from '../../tasks/people/applicant-accounts.ts';
import { caseDeciders, caseHolders } from '../../tasks/people/people.ts';
import { readAddressees } from '../addressees.ts';
import { noticeFrom } from './notice-from.ts';

/**
 * Who is mentioned or replied to hears of it by name. What is said across the counter is heard on the other side: by the company's people, or
 * by whoever has the case on their desk. What the office says among itself waits in the case until somebody looks.
 */
export async function tellOfComment(
  act: Act,
  atHand: CaseAtHand,
  {
    audience,
    mentioned,
    parentAuthor,
  }: { readonly audience: Audience; readonly mentioned: readonly Addressee[]; readonly parentAuthor: string | null },
): Promise<void> {
  const { head, side, actor } = atHand;
  const replied = parentAuthor === null || parentAuthor === actor.id ? [] : [parentAuthor];
  const authors = await readAddressees(act.tx, replied, head.companyId);
  const hearing = authors.filter(({ isOfCompany }) => mayHear(isOfCompany ? 'APPLICANT' : 'OFFICE', audience));
  const named = [...mentioned, ...hearing];
  await noticeFrom(act, atHand, { event: 'COMMENT_FOR_YOU', group: 'MENTIONED', people: named });
  if (audience !== 'EVERYBODY') return;
  const others = side === 'OFFICE' ? await applicantAccounts(act.tx, head) : await desk(act, head.id);
  const rest = others.filter((id) => id !== actor.id && !named.some((person) => person.id === id));
  const people = await readAddressees(act.tx, rest, head.companyId);
  await noticeFrom(act, atHand, {
    event: 'COMMENT_ADDED',
    group: side === 'OFFICE' ? 'APPLICANT' : 'CANDIDATES',
    people,
  });
}

/** Between two phases, and while the applicant owes something, nobody has it: then those who decided hear. */
async function desk({ tx }: Act, caseId: string): Promise<string[]> {
  const holders = await caseHolders(tx, caseId);
  return holders.length > 0 ? holders : caseDeciders(tx, caseId);
}
