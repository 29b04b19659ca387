import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readSettings } from '../start/settings.ts';
import { addressOf, knownAuthority } from './product/address.ts';
import type { StoryCode } from './story.ts';
import { STORIES } from './stories/stories.ts';
import { LANGUAGES, type Language } from './words/words.ts';

export interface CommandOptions {
  readonly apiUrl: string;
  readonly mailUrl: string;
  /** Whom to trust when the product speaks TLS with a certificate of its own. */
  readonly authorityFile: string | undefined;
  readonly stories: readonly StoryCode[];
  readonly runs: number;
  readonly language: Language;
}

const CODES = z.enum(['a', 'b', 'c', 'd', 'e']);

const Flags = z.object({
  api: z.url().optional(),
  mail: z.url().optional(),
  story: z
    .string()
    .transform((text) => text.split(',').map((code) => code.trim().toLowerCase()))
    .pipe(z.array(CODES).min(1))
    .default(Object.keys(STORIES).map((code) => CODES.parse(code))),
  runs: z.coerce.number().int().min(1).max(1000).default(1),
  lang: z
    .enum([...LANGUAGES, 'zh'])
    .default('zh-CN')
    .transform((language) => (language === 'zh' ? 'zh-CN' : language)),
});

/**
 * `--story a,b`, `--runs 10`, `--lang en`; `--api` and `--mail` name a product that was started elsewhere, otherwise the
 * variables and defaults of `npm start` say where it is.
 */
export function readOptions(variables: NodeJS.ProcessEnv, args: readonly string[]): CommandOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { api: text, mail: text, story: text, runs: text, lang: text },
  });
  const flags = Flags.parse(values);
  const settings = readSettings(variables, []);
  return {
    apiUrl: (flags.api ?? addressOf(settings)).replace(/\/$/, ''),
    mailUrl: (flags.mail ?? `http://127.0.0.1:${settings.mailPort}`).replace(/\/$/, ''),
    authorityFile: knownAuthority(settings),
    stories: flags.story,
    runs: flags.runs,
    language: flags.lang,
  };
}
