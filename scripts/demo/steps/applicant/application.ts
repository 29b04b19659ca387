import { freshPerson, type FreshPerson } from '../../people/fresh.ts';
import type { Story } from '../../story.ts';
import { foundCompany } from './company.ts';
import { draft, type Applied } from './draft.ts';
import { giveProofs } from './proofs.ts';
import { register } from './register.ts';

export interface Wish {
  readonly channelType: string;
  readonly legalRep?: FreshPerson;
}

/** Everything up to the submission: a new person founds a new company and fills in an application with its proofs. */
export async function prepareApplication(
  story: Story,
  { channelType, legalRep = freshPerson() }: Wish,
): Promise<Applied> {
  const company = await foundCompany(story, await register(story), legalRep);
  const applied = await draft(story, company, channelType);
  await giveProofs(story, applied);
  return applied;
}
