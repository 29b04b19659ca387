import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseCatalogue } from './requirements/catalogue.ts';
import { matchTitles } from './requirements/coverage.ts';
import { formatReport } from './requirements/report.ts';
import { readTestTitles, type TestTitle } from './requirements/test-titles.ts';

const CATALOGUE = 'docs/requirements.md';
const TESTS = 'test';

/** Says which requirements the tests prove. Runs in the project's root; `--verbose` names the proofs, `--json` is for machines. */
function main(): void {
  const { values } = parseArgs({ options: { verbose: { type: 'boolean' }, json: { type: 'boolean' } } });
  const catalogue = parseCatalogue(readFileSync(CATALOGUE, 'utf8'));
  const coverage = matchTitles(catalogue.requirements, readTitles());
  const problems = [...catalogue.problems.map((problem) => `${CATALOGUE}, ${problem}`), ...coverage.problems];

  console.log(
    values.json
      ? JSON.stringify({ ...coverage, problems }, undefined, 2)
      : formatReport(coverage, { verbose: values.verbose === true }),
  );
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

function readTitles(): TestTitle[] {
  return readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => path.posix.join(TESTS, name.split(path.sep).join('/')))
    .flatMap((file) => readTestTitles(file, readFileSync(file, 'utf8')));
}

main();
