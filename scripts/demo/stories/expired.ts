import { CAST } from '../people/cast.ts';
import type { Story } from '../story.ts';
import { prepareApplication } from '../steps/applicant/application.ts';
import { submit } from '../steps/applicant/submission.ts';
import { underShortWindow } from '../steps/office/admission-rules.ts';
import { findTask } from '../steps/office/inbox.ts';
import { returnOneItem } from '../steps/office/review.ts';
import { decideScreening } from '../steps/office/screening.ts';
import { expectMail } from '../steps/mails.ts';
import { inChina } from '../words/instants.ts';

/** Seconds to answer a return, in the rules this one application is submitted under. */
const WINDOW = 10;

/** The applicant does not answer a return in time: the case ends by itself (ADM-02). */
export async function expired(story: Story): Promise<void> {
  const applied = await prepareApplication(story, { channelType: 'NON_EXCLUSIVE' });
  const { owner } = applied;
  // A case keeps the rules of its submission, so the ordinary ones can be in force again right after it.
  await underShortWindow(story, WINDOW, () => submit(story, applied));

  await decideScreening(story, await story.people.staff(CAST.cityRiskOfficer));
  const wanting = { code: 'SHOP_FRONT_PHOTO', remark: story.words('whyReturnedPhoto') };
  await returnOneItem(story, await story.people.staff(CAST.countyReviewer), wanting);
  const { dueAt } = await findTask(story, owner, 'supplement');
  await story.step(owner, 'LEFT_ALONE', { due: dueAt === null ? '-' : inChina(dueAt, story.language) });
  await expectMail(story, owner.login, 'SUPPLEMENT_REMINDER');
  await story.until('EXPIRED');
  await story.step('system', 'EXPIRED');
  await expectMail(story, owner.login, 'APPLICATION_EXPIRED');
}
