import { z } from 'zod';
import { businessDate } from '../../../../src/domain/admission/business-date.ts';
import { expectEqual, expectPresent } from '../../expect.ts';
import { CAST } from '../../people/cast.ts';
import type { FreshPerson } from '../../people/fresh.ts';
import type { Person } from '../../people/person.ts';
import type { Story } from '../../story.ts';

const Entry = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.string(),
  reasonCode: z.string(),
  reason: z.string(),
  proposedBy: z.uuid(),
  decidedBy: z.uuid().nullable(),
  listedAt: z.string().nullable(),
  version: z.int(),
});
type Entry = z.infer<typeof Entry>;

export interface ListedPerson extends FreshPerson {
  readonly reasonCode: string;
  readonly reason: string;
}

/** Makes sure that the person is on the blacklist: proposed by one officer, confirmed by another (CRD-03). */
export async function ensureListed(story: Story, person: ListedPerson): Promise<void> {
  const officer = await story.people.staff(CAST.complianceOfficer);
  const found = await findEntry(officer, person);
  if (found?.state !== 'LISTED') await list(story, officer, person, found);
  const listed = expectPresent('entry of the blacklist', await findEntry(officer, person));
  expectEqual('The entry', listed.state, 'LISTED');
  expectPresent('second officer of the entry', listed.decidedBy);
  const { reason, reasonCode, listedAt } = listed;
  const since = listedAt === null ? '-' : businessDate(new Date(listedAt));
  await story.step(officer, 'BLACKLIST_FOUND', { person: person.name, code: reasonCode, reason, since });
}

async function list(story: Story, officer: Person, person: ListedPerson, proposed: Entry | undefined): Promise<void> {
  if (proposed === undefined) {
    const { name, residentId, reasonCode, reason } = person;
    const body = { person: { name, residentId }, reasonCode, reason };
    await officer.caller.send('POST', '/blacklist', body, z.unknown());
    await story.step(officer, 'BLACKLIST_PROPOSED', { person: name, reason });
  }
  const second = await story.people.staff(CAST.secondComplianceOfficer);
  const { id, version } = expectPresent('proposal for the blacklist', await findEntry(second, person));
  const path = `/blacklist/${id}/decision`;
  await second.caller.send('POST', path, { decision: 'LIST' }, z.unknown(), { etag: version });
  await story.step(second, 'BLACKLIST_DECIDED');
}

/** The open entry under this name; the demonstration's name is nobody else's. */
async function findEntry(officer: Person, { name }: FreshPerson): Promise<Entry | undefined> {
  const query = new URLSearchParams({ text: name, subjectKind: 'PERSON', limit: '100' });
  const { items } = await officer.caller.get(`/blacklist?${query.toString()}`, z.object({ items: z.array(Entry) }));
  return items.find((entry) => entry.name === name && ['PROPOSED', 'LISTED'].includes(entry.state));
}
