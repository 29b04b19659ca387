import { z } from 'zod';
import { COMPANY_ROLE_NAMES, STAFF_ROLE_NAMES } from '../../../src/domain/access/names.ts';
import type { Caller } from '../product/caller.ts';
import { inLanguage, type Language, type Words } from '../words/words.ts';

/** Somebody who has logged in. */
export interface Person {
  readonly caller: Caller;
  readonly login: string;
  readonly password: string;
  readonly name: string;
  /** Name, role and unit or company, as the story prints them. */
  readonly title: string;
}

const Me = z.object({
  login: z.string(),
  name: z.string(),
  roles: z.array(z.object({ role: z.string(), unitNameZh: z.string(), unitNameEn: z.string() })),
  companies: z.array(z.object({ companyName: z.string(), roles: z.array(z.string()) })),
});
type Me = z.infer<typeof Me>;

const NAMES: Readonly<Record<string, { zh: string; en: string }>> = { ...STAFF_ROLE_NAMES, ...COMPANY_ROLE_NAMES };

export interface Credentials {
  readonly login: string;
  readonly password: string;
}

interface Speech {
  readonly language: Language;
  readonly words: Words;
}

type Known = Pick<Person, 'caller' | 'login' | 'password'>;

/** Logs in and asks the product who that is. */
export async function logIn(caller: Caller, { login, password }: Credentials, speech: Speech): Promise<Person> {
  await caller.send('POST', '/sessions', { login, password }, z.unknown());
  return whoAmI({ caller, login, password }, speech);
}

/** Asks the product who that is now: somebody who has founded a company is its owner. */
export async function whoAmI(known: Known, { language, words }: Speech): Promise<Person> {
  const { caller, login, password } = known;
  const me = await caller.get('/me', Me);
  const held = standings(me, { language, words }).join(words('betweenStandings'));
  const title = words('person', { name: me.name, standings: held === '' ? words('applicant') : held });
  return { caller, login, password, name: me.name, title };
}

function standings({ roles, companies }: Me, { language, words }: Speech): string[] {
  const nameOf = (role: string): string => inLanguage(language, NAMES[role] ?? { zh: role, en: role });
  return [
    ...roles.map(({ role, unitNameZh, unitNameEn }) => {
      const place = inLanguage(language, { zh: unitNameZh, en: unitNameEn });
      return words('standing', { role: nameOf(role), place });
    }),
    ...companies.map(({ companyName, roles: held }) => {
      return words('standing', { role: held.map(nameOf).join(words('between')), place: companyName });
    }),
  ];
}
