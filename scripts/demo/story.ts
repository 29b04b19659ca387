import { z } from 'zod';
import type { People } from './people/people.ts';
import type { Person } from './people/person.ts';
import type { Mailbox } from './product/mailbox.ts';
import type { Wait } from './product/wait.ts';
import type { Facts, Language, WordKey, Words } from './words/words.ts';

export type StoryCode = 'a' | 'b' | 'c' | 'd' | 'e';

const CaseView = z.object({
  id: z.uuid(),
  number: z.string(),
  state: z.string(),
  outcome: z.string().nullable(),
  progress: z.string(),
  channelId: z.uuid().nullable(),
  phases: z.array(z.object({ seq: z.number(), name: z.string(), state: z.string(), outcome: z.string().nullable() })),
  openTasks: z.array(z.object({ id: z.uuid(), stage: z.string(), state: z.string(), dueAt: z.string().nullable() })),
});
export type CaseView = z.infer<typeof CaseView>;

/** What every step of a story needs; made anew for each story. */
export interface StoryParts {
  readonly code: StoryCode;
  readonly words: Words;
  readonly language: Language;
  readonly people: People;
  readonly mailbox: Mailbox;
  readonly wait: Wait;
  readonly print: (line: string) => void;
}

/** One application as it is told: numbers its steps, knows its case and whose mails belong to it. */
export class Story {
  readonly code: StoryCode;
  readonly words: Words;
  readonly language: Language;
  readonly people: People;
  readonly mailbox: Mailbox;
  readonly wait: Wait;
  /** ISO instant before anything of it happened. */
  readonly since = new Date().toISOString();
  readonly addresses = new Set<string>();
  readonly print: (line: string) => void;
  #steps = 0;
  #case: { readonly id: string; readonly number: string; readonly reader: Person } | undefined;

  constructor(parts: StoryParts) {
    this.code = parts.code;
    this.words = parts.words;
    this.language = parts.language;
    this.people = parts.people;
    this.mailbox = parts.mailbox;
    this.wait = parts.wait;
    this.print = parts.print;
  }

  get steps(): number {
    return this.#steps;
  }

  get case(): { readonly id: string; readonly number: string } {
    if (this.#case === undefined) throw new Error('The story has no case yet');
    return this.#case;
  }

  get hasCase(): boolean {
    return this.#case !== undefined;
  }

  /** From here on every step shows the state of this case, as its applicant sees it. */
  follow(id: string, number: string, reader: Person): void {
    this.#case = { id, number, reader };
  }

  /** Prints who did what, and what the case says after it. */
  async step(who: Person | 'system' | 'visitor', key: WordKey, facts: Facts = {}): Promise<void> {
    this.#steps += 1;
    const actor = who === 'system' || who === 'visitor' ? this.words(who) : who.title;
    const state = this.#case === undefined ? '' : `  [${(await this.readCase()).state}]`;
    this.print(
      `${String(this.#steps).padStart(3)}  ${this.words('told', { actor, what: this.words(key, facts) })}${state}`,
    );
  }

  note(text: string): void {
    this.print(text === '' ? '' : `     ${text}`);
  }

  readCase(): Promise<CaseView> {
    const { id } = this.case;
    const reader = this.#case?.reader;
    if (reader === undefined) throw new Error('The story has no case yet');
    return reader.caller.get(`/cases/${id}`, CaseView);
  }

  /** Waits until the case is in a state. */
  until(state: string): Promise<CaseView> {
    return this.wait(this.words('waitState', { number: this.case.number, state }), async () => {
      const view = await this.readCase();
      return view.state === state && view.progress === 'DONE' ? view : undefined;
    });
  }

  /** For the error of a wait. */
  async situation(): Promise<string> {
    if (this.#case === undefined) return '';
    const { number, state, progress, phases, openTasks } = await this.readCase();
    const shown = phases.map(({ seq, name, state: of, outcome }) => `${seq} ${name} ${of} ${outcome ?? '-'}`);
    const open = openTasks.map(({ stage, state: of }) => `${stage} ${of}`);
    return `${number}: ${state}, progress ${progress}; phases: ${shown.join(', ')}; open tasks: ${open.join(', ') || '-'}.`;
  }
}
