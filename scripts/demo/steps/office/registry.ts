import { z } from 'zod';
import { expectEqual, expectPresent } from '../../expect.ts';
import type { Person } from '../../people/person.ts';
import type { Story } from '../../story.ts';

const Channel = z.object({ code: z.string(), state: z.string(), companyId: z.uuid().nullable() });

/** The channel that came of the case, as the registry has it (ADM-07). Gives its code. */
export async function findChannel(story: Story, clerk: Person, companyId: string): Promise<string> {
  const { channelId } = await story.readCase();
  const channel = await clerk.caller.get(`/channels/${expectPresent('channel of the case', channelId)}`, Channel);
  expectEqual('The channel', { state: channel.state, companyId: channel.companyId }, { state: 'ACTIVE', companyId });
  await story.step(clerk, 'CHANNEL_FOUND', { channel: channel.code, state: channel.state });
  return channel.code;
}
