import { expectEqual } from '../expect.ts';
import { CAST } from '../people/cast.ts';
import { freshPerson } from '../people/fresh.ts';
import type { Story } from '../story.ts';
import { foundCompany, inviteSigner } from '../steps/applicant/company.ts';
import { draft, resume } from '../steps/applicant/draft.ts';
import { giveProofs } from '../steps/applicant/proofs.ts';
import { register } from '../steps/applicant/register.ts';
import { submit, submitUndeclared, supplement } from '../steps/applicant/submission.ts';
import { draftContract, readSigned, sign } from '../steps/contract/contract.ts';
import { loadCredit } from '../steps/office/credit-list.ts';
import { approve } from '../steps/office/decision.ts';
import { findChannel } from '../steps/office/registry.ts';
import { passMaterial, returnOneItem } from '../steps/office/review.ts';
import { readScreening } from '../steps/office/screening.ts';
import { expectMail } from '../steps/mails.ts';

/** Characters that many systems lose: here they have to come through to the contract. */
const RARE_NAME = '王㛃𠮷';

/** An agent: returned once, approved by county, city and province, the contract signed by both sides, live. */
export async function agentGoesLive(story: Story): Promise<void> {
  const company = await foundCompany(story, await register(story), { ...freshPerson(), name: RARE_NAME });
  await loadCredit(story, await story.people.staff(CAST.provinceRiskOfficer), {
    creditCode: company.creditCode,
    grade: 'A',
  });

  const applied = await resume(story, await draft(story, company, 'AGENT'));
  const { owner } = applied;
  await giveProofs(story, applied);
  await submitUndeclared(story, applied);
  await submit(story, applied);
  await story.until('MATERIAL_REVIEW');

  const reviewer = await story.people.staff(CAST.countyReviewer);
  const checks = await readScreening(story, reviewer);
  expectEqual('The credit inquiry', checks.get('CREDIT_INQUIRY'), 'PASS');
  const wanting = { code: 'PREMISES_PROOF', remark: story.words('whyReturnedPremises') };
  await returnOneItem(story, reviewer, wanting);
  await expectMail(story, owner.login, 'RETURNED_FOR_SUPPLEMENT');
  await supplement(story, applied, wanting.code);
  await passMaterial(story, reviewer);

  await approve(story, await story.people.staff(CAST.countyLeader), 'county_leader');
  await approve(story, await story.people.staff(CAST.cityLeader), 'city_leader');
  await approve(story, await story.people.staff(CAST.provinceLeader), 'province_leader');
  await expectMail(story, owner.login, 'APPLICATION_APPROVED');

  const officer = await story.people.staff(CAST.contractOfficer);
  await draftContract(story, officer);
  const signer = await inviteSigner(story, company);
  await sign(story, officer, 'OPERATOR');
  await sign(story, signer, 'PARTNER');
  await story.until('ACTIVE');
  await story.step('system', 'LIVE');

  await readSigned(story, owner);
  const channel = await findChannel(story, reviewer, company.id);
  const mail = await expectMail(story, owner.login, 'CHANNEL_ACTIVE');
  expectEqual('The channel in the mail', mail.text.includes(channel), true);
}
