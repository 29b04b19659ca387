import { z } from 'zod';
import type { Person } from '../../people/person.ts';
import type { Story } from '../../story.ts';
import { inLanguage } from '../../words/words.ts';

const InboxTask = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  stage: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  dueAt: z.string().nullable(),
});
export type InboxTask = z.infer<typeof InboxTask>;

const Page = z.object({ items: z.array(InboxTask), next: z.string().nullable() });

/** Waits until a stage of the story's case stands among what this person could take. */
export function findTask(story: Story, person: Person, stage: string): Promise<InboxTask> {
  return story.wait(story.words('waitTask', { stage, login: person.login }), () => lookForTask(story, person, stage));
}

export async function lookForTask(story: Story, person: Person, stage: string): Promise<InboxTask | undefined> {
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = new URLSearchParams({ list: 'pools', limit: '100', ...(cursor === '' ? {} : { cursor }) });
    const page: z.infer<typeof Page> = await person.caller.get(`/tasks?${query.toString()}`, Page);
    const found = page.items.find((task) => task.caseId === story.case.id && task.stage === stage);
    if (found !== undefined) return found;
    cursor = page.next;
  }
  return undefined;
}

export function titleOf({ language }: Story, { titleZh, titleEn }: InboxTask): string {
  return inLanguage(language, { zh: titleZh, en: titleEn });
}
