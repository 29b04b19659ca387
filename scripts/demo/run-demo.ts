import { expectEqual } from './expect.ts';
import { createPeople, type People } from './people/people.ts';
import { createMailbox } from './product/mailbox.ts';
import { createWait } from './product/wait.ts';
import { readBackMails } from './steps/mails.ts';
import { STORIES } from './stories/stories.ts';
import { Story, type StoryCode } from './story.ts';
import { wordsIn, type Language } from './words/words.ts';

export interface DemoOptions {
  /** Where people open the product. */
  readonly apiUrl: string;
  /** The page of the mail catcher. */
  readonly mailUrl: string;
  readonly stories: readonly StoryCode[];
  readonly print: (line: string) => void;
  readonly language?: Language;
  /** Seconds that one thing may take before the story fails. */
  readonly deadlineSeconds?: number;
}

export interface StoryResult {
  readonly story: StoryCode;
  readonly caseId: string | null;
  readonly number: string | null;
  /** State of the case at the end. */
  readonly state: string | null;
  readonly steps: number;
  readonly mails: number;
  readonly seconds: number;
  /** Null when it ended as it should. */
  readonly error: string | null;
}

/** Tells the chosen stories on a running product, one after the other; a failed one does not keep the next from being told. */
export async function runDemo(options: DemoOptions): Promise<StoryResult[]> {
  const { apiUrl, print, language = 'zh-CN' } = options;
  const people = createPeople({ apiUrl, language, words: wordsIn(language), print });
  const results: StoryResult[] = [];
  for (const code of options.stories) results.push(await tell(code, people, options));
  return results;
}

async function tell(code: StoryCode, people: People, options: DemoOptions): Promise<StoryResult> {
  const { print } = options;
  const start = performance.now();
  const story = newStory(code, people, options);
  const { title, end, tell: perform } = STORIES[code];
  print('');
  print(`${code.toUpperCase()}  ${story.words(title)}`);
  let error: string | null = null;
  let mails = 0;
  try {
    await perform(story);
    expectEqual('The end of the case', (await story.readCase()).state, end);
    mails = await readBackMails(story);
  } catch (caught) {
    error = caught instanceof Error ? caught.message : String(caught);
    story.note(story.words('failed', { error }));
  }
  const { steps } = story;
  const seconds = Math.round((performance.now() - start) / 1000);
  return { story: code, ...(await endOf(story)), steps, mails, seconds, error };
}

/** What can still be said of a case when its story has failed, too. */
async function endOf(story: Story): Promise<Pick<StoryResult, 'caseId' | 'number' | 'state'>> {
  if (!story.hasCase) return { caseId: null, number: null, state: null };
  const { id, number } = story.case;
  const view = await story.readCase().catch(() => undefined);
  return { caseId: id, number, state: view?.state ?? null };
}

function newStory(code: StoryCode, people: People, options: DemoOptions): Story {
  const { mailUrl, print, language = 'zh-CN', deadlineSeconds = 60 } = options;
  const words = wordsIn(language);
  const wait = createWait({
    deadlineSeconds,
    situation: () => story.situation(),
    onWaiting(what, seconds) {
      story.note(words('waiting', { what, seconds }));
    },
  });
  const story: Story = new Story({ code, words, language, people, mailbox: createMailbox(mailUrl, wait), wait, print });
  return story;
}
