import { z } from 'zod';
import type { Person } from '../../people/person.ts';
import type { Story } from '../../story.ts';
import { decide } from './decision.ts';
import { findTask } from './inbox.ts';

const Screening = z.object({
  state: z.string(),
  riskGrade: z.string().nullable(),
  checks: z.array(z.object({ check: z.string(), result: z.string() })),
});

/** What each check found, as the office sees it (ADM-17, CRD-05). */
export async function readScreening(story: Story, officer: Person): Promise<ReadonlyMap<string, string>> {
  const { checks } = await officer.caller.get(`/cases/${story.case.id}/screening`, Screening);
  const shown = checks.map(({ check, result }) => `${check} ${result}`).join(story.words('between'));
  await story.step(officer, 'SCREENED', { checks: shown });
  return new Map(checks.map(({ check, result }) => [check, result]));
}

/** Nobody is let through because the registry is silent: a person looks and decides (CRD-05). */
export async function decideScreening(story: Story, officer: Person): Promise<void> {
  const task = await findTask(story, officer, 'screening_decision');
  const reason = story.words('whyLetThrough');
  await decide(officer, task, { outcome: 'APPROVE', reasonCode: 'CREDIT_CHECKED', reason });
  await story.step(officer, 'SCREENING_DECIDED', { reason });
}
