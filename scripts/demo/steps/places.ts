import { z } from 'zod';
import { expectPresent } from '../expect.ts';
import { COUNTY } from '../people/cast.ts';
import type { Person } from '../people/person.ts';
import { inLanguage, type Language } from '../words/words.ts';

const Units = z.object({
  items: z.array(z.object({ id: z.uuid(), code: z.string(), nameZh: z.string(), nameEn: z.string() })),
});

const Types = z.object({
  items: z.array(z.object({ code: z.string(), name: z.object({ zh: z.string(), en: z.string() }) })),
});

/** The county of the stories, found in the list that applicants choose from. */
export async function findCounty(person: Person, language: Language): Promise<{ id: string; name: string }> {
  const { items } = await person.caller.get('/units?level=COUNTY&closed=false&limit=100', Units);
  const { id, nameZh, nameEn } = expectPresent(
    `county ${COUNTY}`,
    items.find(({ code }) => code === COUNTY),
  );
  return { id, name: inLanguage(language, { zh: nameZh, en: nameEn }) };
}

/** A type of channel as applicants see it among those one can apply for. */
export async function nameOfChannelType(person: Person, code: string, language: Language): Promise<string> {
  const { items } = await person.caller.get('/channel-types?open=true&limit=100', Types);
  const type = items.find((candidate) => candidate.code === code);
  return inLanguage(language, expectPresent(`channel type ${code}`, type).name);
}
