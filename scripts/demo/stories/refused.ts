import { z } from 'zod';
import { expectEqual, expectPresent, expectRefusal } from '../expect.ts';
import { CAST } from '../people/cast.ts';
import type { Mail } from '../product/mailbox.ts';
import type { Story } from '../story.ts';
import { readApplication } from '../steps/application-view.ts';
import { prepareApplication } from '../steps/applicant/application.ts';
import type { Applied } from '../steps/applicant/draft.ts';
import { submit } from '../steps/applicant/submission.ts';
import { ordinaryRules } from '../steps/office/admission-rules.ts';
import { approve, refuse } from '../steps/office/decision.ts';
import { passMaterial } from '../steps/office/review.ts';
import { decideScreening } from '../steps/office/screening.ts';
import { expectMail } from '../steps/mails.ts';
import { findCounty } from '../steps/places.ts';
import { dateInChina } from '../words/instants.ts';
import { inLanguage } from '../words/words.ts';

/** The city leader refuses; the applicant learns why, when to apply again and where to object (ADM-06). */
export async function refused(story: Story): Promise<void> {
  const applied = await prepareApplication(story, { channelType: 'NON_EXCLUSIVE' });
  const { owner } = applied;
  await submit(story, applied);
  await decideScreening(story, await story.people.staff(CAST.cityRiskOfficer));
  await passMaterial(story, await story.people.staff(CAST.countyReviewer));
  await approve(story, await story.people.staff(CAST.countyLeader), 'county_leader');
  const why = { reasonCode: 'AREA_COVERED', reason: story.words('whyRefused') };
  await refuse(story, await story.people.staff(CAST.cityLeader), 'city_leader', why);
  await story.until('REJECTED');

  const mail = await expectMail(story, owner.login, 'APPLICATION_REJECTED');
  expectEqual('The reason in the mail', mail.text.includes(why.reason), true);
  await readReapplyDate(story, applied, mail);
  await readContact(story, mail);
}

async function readReapplyDate(story: Story, applied: Applied, mail: Mail): Promise<void> {
  const { owner, company } = applied;
  const { reapplyFrom } = await readApplication(owner, applied.caseId);
  const instant = expectPresent('date to apply again', reapplyFrom);
  const date = dateInChina(instant, story.language);
  expectEqual('The date in the mail', mail.text.includes(date), true);
  story.note(story.words('reapplyFrom', { date }));
  const county = await findCounty(owner, story.language);
  const again = {
    companyId: company.id,
    channelType: 'NON_EXCLUSIVE',
    unitId: county.id,
    site: { name: '解放路店', address: '清源省临江市城南区解放路6号' },
  };
  const { code } = await expectRefusal('REAPPLY_TOO_EARLY', () =>
    owner.caller.send('POST', '/applications', again, z.unknown()),
  );
  await story.step(owner, 'TOO_EARLY', { code, from: date });
}

async function readContact(story: Story, mail: Mail): Promise<void> {
  const { body } = await ordinaryRules(await story.people.staff(CAST.administrator));
  const contact = inLanguage(story.language, body.objection.contact);
  expectEqual('The contact in the mail', mail.text.includes(contact), true);
  story.note(story.words('objection', { contact }));
}
