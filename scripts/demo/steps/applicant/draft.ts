import { z } from 'zod';
import { expectEqual } from '../../expect.ts';
import { freshMobile } from '../../people/fresh.ts';
import type { Person } from '../../people/person.ts';
import type { Story } from '../../story.ts';
import { readApplication } from '../application-view.ts';
import type { FoundedCompany } from './company.ts';
import { findCounty, nameOfChannelType } from '../places.ts';

/** An application under way: its case, and who speaks for the company. */
export interface Applied {
  readonly caseId: string;
  readonly number: string;
  readonly owner: Person;
  readonly company: FoundedCompany;
}

const Begun = z.object({ caseId: z.uuid(), number: z.string(), version: z.int() });
const Saved = z.object({ version: z.int() });
const Page = z.object({ items: z.array(z.object({ caseId: z.uuid(), number: z.string(), state: z.string() })) });

/** Begins a draft and writes contact and plan into it (ADM-01). */
export async function draft(story: Story, company: FoundedCompany, channelType: string): Promise<Applied> {
  const { owner } = company;
  const county = await findCounty(owner, story.language);
  const site = { name: `${company.name.slice(2, 6)}人民路店`, address: '清源省临江市城南区人民路88号' };
  const { caseId, number, version } = await owner.caller.send(
    'POST',
    '/applications',
    { companyId: company.id, channelType, unitId: county.id, site },
    Begun,
  );
  story.follow(caseId, number, owner);
  const type = await nameOfChannelType(owner, channelType, story.language);
  await story.step(owner, 'DRAFTED', { number, type, unit: county.name });
  const form = {
    contact: { name: owner.name, mobile: freshMobile(), email: owner.login },
    plan: '首年在城南区开设一家门店，配备六名持证人员，每月发展新客户三百户，投入装修和推广资金二十万元。',
    expectedMonthlyVolume: 300,
    declaredAmount: '200000.00',
  };
  const body = { unitId: county.id, site, form };
  const saved = await owner.caller.send('PUT', `/applications/${caseId}`, body, Saved, { etag: version });
  await story.step(owner, 'SAVED', { version: saved.version });
  return { caseId, number, owner, company };
}

/** Logs in anew and goes on with the draft found in the list. */
export async function resume(story: Story, applied: Applied): Promise<Applied> {
  const owner = await story.people.logIn(applied.owner);
  const { items } = await owner.caller.get('/applications?state=DRAFT', Page);
  expectEqual(
    'The drafts listed',
    items.map(({ caseId }) => caseId),
    [applied.caseId],
  );
  const before = await readApplication(applied.owner, applied.caseId);
  expectEqual('The resumed form', (await readApplication(owner, applied.caseId)).form, before.form);
  await story.step(owner, 'RESUMED', { number: applied.number });
  return { ...applied, owner };
}
