import { z } from 'zod';
import { expectPresent } from '../../expect.ts';
import type { Person } from '../../people/person.ts';
import type { Story } from '../../story.ts';

const Timeline = z.object({ items: z.array(z.object({ action: z.string(), reasonCode: z.string().nullable() })) });

/** The reason code that the case's timeline gives for something that happened. */
export async function reasonOfEvent(story: Story, reader: Person, action: string): Promise<string> {
  const { items } = await reader.caller.get(`/cases/${story.case.id}/timeline?limit=200`, Timeline);
  return expectPresent(`reason of ${action}`, items.find((event) => event.action === action)?.reasonCode);
}
