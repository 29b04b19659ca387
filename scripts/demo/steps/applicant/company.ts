import { z } from 'zod';
import { freshCompany, freshEmail, freshMobile, type FreshPerson } from '../../people/fresh.ts';
import { whoAmI, type Person } from '../../people/person.ts';
import type { Story } from '../../story.ts';
import { openAccount } from './register.ts';

export interface FoundedCompany {
  readonly id: string;
  readonly name: string;
  readonly creditCode: string;
  readonly owner: Person;
}

/** Puts a new company on record; its founder becomes the owner. */
export async function foundCompany(story: Story, founder: Person, legalRep: FreshPerson): Promise<FoundedCompany> {
  const company = freshCompany();
  const { companyId } = await founder.caller.send(
    'POST',
    '/companies',
    {
      ...company,
      subjectKind: 'ENTERPRISE',
      legalRepresentative: { name: legalRep.name, residentId: legalRep.residentId },
      phone: freshMobile(),
      email: founder.login,
      address: '清源省临江市城南区人民路88号',
    },
    z.object({ companyId: z.uuid() }),
  );
  const owner = await whoAmI(founder, story);
  await story.step(owner, 'FOUNDED', {
    company: company.name,
    creditCode: company.creditCode,
    legalRep: legalRep.name,
  });
  return { id: companyId, owner, ...company };
}

/** A second person who signs for the company. */
export async function inviteSigner(story: Story, { id, owner }: FoundedCompany): Promise<Person> {
  const email = freshEmail('signer');
  story.addresses.add(email);
  await owner.caller.send(
    'POST',
    `/companies/${id}/members`,
    { email, roles: ['SIGNER'], locale: story.language },
    z.unknown(),
  );
  await story.step(owner, 'INVITED', { email });
  const signer = await openAccount(story, email);
  await story.step(signer, 'SIGNER_OPENED');
  return signer;
}
