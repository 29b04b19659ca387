import { blacklistedPersons } from '../../../prisma/seed-data/blacklist.ts';
import { expectEqual } from '../expect.ts';
import { CAST } from '../people/cast.ts';
import type { Story } from '../story.ts';
import { prepareApplication } from '../steps/applicant/application.ts';
import { submit } from '../steps/applicant/submission.ts';
import { ensureListed } from '../steps/office/blacklist.ts';
import { readScreening } from '../steps/office/screening.ts';
import { reasonOfEvent } from '../steps/office/timeline.ts';
import { expectMail } from '../steps/mails.ts';

/** The legal representative is on the blacklist: the screening stops the case (ADM-17, CRD-03). */
export async function blacklisted(story: Story): Promise<void> {
  const [listed] = blacklistedPersons;
  await ensureListed(story, listed);
  const applied = await prepareApplication(story, { channelType: 'AGENT', legalRep: listed });
  await submit(story, applied);
  await story.until('REJECTED');

  const officer = await story.people.staff(CAST.cityRiskOfficer);
  const code = await reasonOfEvent(story, officer, 'SCREENED');
  expectEqual('The reason of the stop', code, 'BLACKLISTED');
  await story.step('system', 'STOPPED', { code });
  const checks = await readScreening(story, officer);
  expectEqual('The check of the legal representative', checks.get('BLACKLIST_LEGAL_REP'), 'BLOCK');
  await expectMail(story, applied.owner.login, 'APPLICATION_REJECTED');
}
