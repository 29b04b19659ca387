import { DEMO_PASSWORD } from '../../../prisma/seed/accounts.ts';
import { createCaller, type Caller } from '../product/caller.ts';
import type { Language, Words } from '../words/words.ts';
import { logIn, type Credentials, type Person } from './person.ts';

export interface PeopleOptions {
  readonly apiUrl: string;
  readonly language: Language;
  readonly words: Words;
  readonly print: (line: string) => void;
}

/** Who takes part: applicants come and log in, staff of the demonstration data stay logged in. */
export interface People {
  /** Somebody in front of the product who has not logged in. */
  visitor(): Caller;
  logIn(credentials: Credentials): Promise<Person>;
  /** A member of staff of the demonstration data, by log-in. */
  staff(login: string): Promise<Person>;
}

export function createPeople({ apiUrl, language, words, print }: PeopleOptions): People {
  const known = new Map<string, Promise<Person>>();
  const visitor = (): Caller =>
    createCaller({
      apiUrl,
      language,
      onPatience(seconds, why) {
        print(`     ${words('patience', { seconds, why })}`);
      },
    });
  const enter = (credentials: Credentials): Promise<Person> => logIn(visitor(), credentials, { language, words });
  return {
    visitor,
    logIn: enter,
    staff(login) {
      const person = known.get(login) ?? enter({ login, password: DEMO_PASSWORD });
      known.set(login, person);
      return person;
    },
  };
}
