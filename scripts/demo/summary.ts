import type { StoryResult } from './run-demo.ts';
import { tableOf } from './words/table.ts';
import type { Words } from './words/words.ts';

/** The last lines of a demonstration: one row for each story, then whether all went as they should. */
export function summaryOf(results: readonly StoryResult[], words: Words): string[] {
  const heads = ['story', 'case', 'end', 'stepCount', 'mailCount', 'seconds'] as const;
  const rows = results.map((result) => [
    result.story,
    result.number ?? '-',
    `${result.state ?? '-'}${result.error === null ? '' : ' !'}`,
    String(result.steps),
    String(result.mails),
    String(result.seconds),
  ]);
  const failed = results.filter(({ error }) => error !== null);
  return [
    '',
    words('summary'),
    ...tableOf([heads.map((head) => words(head)), ...rows]),
    '',
    ...failed.map(({ story, number, error }) => `${story} ${number ?? ''}: ${error ?? ''}`),
    failed.length === 0 ? words('allDone', { done: results.length }) : words('someFailed', { failed: failed.length }),
  ];
}
