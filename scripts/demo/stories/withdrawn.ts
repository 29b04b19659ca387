import { z } from 'zod';
import { expectEqual, expectRefusal } from '../expect.ts';
import { CAST } from '../people/cast.ts';
import type { Story } from '../story.ts';
import { prepareApplication } from '../steps/applicant/application.ts';
import { submit } from '../steps/applicant/submission.ts';
import { approve, decide } from '../steps/office/decision.ts';
import { findTask, lookForTask } from '../steps/office/inbox.ts';
import { passMaterial } from '../steps/office/review.ts';
import { decideScreening } from '../steps/office/screening.ts';
import { expectMail } from '../steps/mails.ts';

/** The applicant withdraws while the case waits for the city leader. */
export async function withdrawn(story: Story): Promise<void> {
  const applied = await prepareApplication(story, { channelType: 'EXCLUSIVE' });
  const { owner } = applied;
  await submit(story, applied);
  await decideScreening(story, await story.people.staff(CAST.cityRiskOfficer));
  await passMaterial(story, await story.people.staff(CAST.countyReviewer));
  await approve(story, await story.people.staff(CAST.countyLeader), 'county_leader');

  const leader = await story.people.staff(CAST.cityLeader);
  const task = await findTask(story, leader, 'city_leader');
  await owner.caller.send('POST', `/cases/${applied.caseId}/withdrawal`, undefined, z.unknown());
  await story.until('WITHDRAWN');
  await story.step(owner, 'WITHDREW');

  expectEqual("The leader's task", await lookForTask(story, leader, 'city_leader'), undefined);
  const { code } = await expectRefusal('CASE_CLOSED', () => decide(leader, task, { outcome: 'APPROVE' }));
  await story.step(leader, 'TASK_GONE', { number: applied.number, code });
  await expectMail(story, owner.login, 'APPLICATION_WITHDRAWN');
}
