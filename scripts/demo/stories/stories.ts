import type { Story, StoryCode } from '../story.ts';
import type { WordKey } from '../words/words.ts';
import { agentGoesLive } from './agent-goes-live.ts';
import { blacklisted } from './blacklisted.ts';
import { expired } from './expired.ts';
import { refused } from './refused.ts';
import { withdrawn } from './withdrawn.ts';

export interface StoryPlan {
  readonly title: WordKey;
  /** The state in which its case has to end. */
  readonly end: string;
  readonly tell: (story: Story) => Promise<void>;
}

export const STORIES: Readonly<Record<StoryCode, StoryPlan>> = {
  a: { title: 'storyA', end: 'ACTIVE', tell: agentGoesLive },
  b: { title: 'storyB', end: 'REJECTED', tell: blacklisted },
  c: { title: 'storyC', end: 'REJECTED', tell: refused },
  d: { title: 'storyD', end: 'EXPIRED', tell: expired },
  e: { title: 'storyE', end: 'WITHDRAWN', tell: withdrawn },
};
