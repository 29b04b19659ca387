import { z } from 'zod';
import { assertRunning, NotRunning } from './product/assert-running.ts';
import { runTrusting, trusts } from './product/run-trusting.ts';
import { StartError } from '../parts/machine/start-error.ts';
import { readOptions, type CommandOptions } from './options.ts';
import { runDemo, type StoryResult } from './run-demo.ts';
import { summaryOf } from './summary.ts';
import { wordsIn } from './words/words.ts';

async function run(options: CommandOptions): Promise<number> {
  const { apiUrl, authorityFile } = options;
  const isUnknown = authorityFile !== undefined && !trusts(authorityFile);
  if (apiUrl.startsWith('https:') && isUnknown) return runTrusting(authorityFile);
  return (await demonstrate(options)) ? 0 : 1;
}

async function demonstrate(options: CommandOptions): Promise<boolean> {
  const { apiUrl, mailUrl, stories, runs, language } = options;
  const words = wordsIn(language);
  const print = console.log;
  await assertRunning(options, words);
  const results: StoryResult[] = [];
  for (let run = 1; run <= runs; run += 1) {
    if (runs > 1) print(`\n${words('run', { run, runs })}`);
    results.push(...(await runDemo({ apiUrl, mailUrl, stories, print, language })));
  }
  for (const line of summaryOf(results, words)) print(line);
  return results.every(({ error }) => error === null);
}

try {
  process.exitCode = await run(readOptions(process.env, process.argv.slice(2)));
} catch (error) {
  console.error(saidOf(error));
  process.exitCode = 1;
}

/** Wrong flags and a product that is away are told in a sentence. */
function saidOf(error: unknown): unknown {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return error.message;
  return error instanceof NotRunning || error instanceof StartError ? error.message : error;
}
