import { z } from 'zod';
import type { Person } from '../../people/person.ts';
import type { Story } from '../../story.ts';
import { findTask, titleOf, type InboxTask } from './inbox.ts';

const Decided = z.object({ phaseOutcome: z.string().nullable(), progress: z.string() });

export interface Reasoned {
  readonly reasonCode: string;
  readonly reason: string;
}

export async function decide(person: Person, task: InboxTask, body: object): Promise<void> {
  await person.caller.send('POST', `/tasks/${task.id}/decision`, body, Decided);
}

/** A leader takes the stage from the inbox and approves. */
export async function approve(story: Story, leader: Person, stage: string): Promise<void> {
  const task = await findTask(story, leader, stage);
  await decide(leader, task, { outcome: 'APPROVE' });
  await story.step(leader, 'APPROVED', { title: titleOf(story, task) });
}

export async function refuse(story: Story, leader: Person, stage: string, why: Reasoned): Promise<void> {
  const task = await findTask(story, leader, stage);
  await decide(leader, task, { outcome: 'REJECT', ...why });
  const facts = { title: titleOf(story, task), code: why.reasonCode, reason: why.reason };
  await story.step(leader, 'REFUSED', facts);
}
