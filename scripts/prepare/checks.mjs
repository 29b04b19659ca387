import { performance } from 'node:perf_hooks';
import { compiler } from './build.mjs';
import { runNode, StepFailed } from './run.mjs';

const folders = ['workflows', 'activities', 'src', 'prisma', 'scripts', 'bench'];

/** What is checked without running the product, the cheapest first. */
const checks = [
  {
    name: 'prettier',
    args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--cache', '--log-level', 'warn', '.'],
  },
  { name: 'tsc', args: [compiler(), '-p', 'tsconfig.test.json'] },
  { name: 'eslint', args: ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'] },
  { name: 'depcruise', args: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ...folders] },
  { name: 'knip', args: ['node_modules/knip/bin/knip.js'] },
  {
    name: 'prisma drift',
    args: ['--import', './test/support/register-typescript.mjs', 'test/support/check-drift.ts'],
  },
];

/** Runs every check, says how each went, and gives the number of failed ones. */
export async function runChecks() {
  let failed = 0;
  for (const { name, args } of checks) {
    const started = performance.now();
    const failure = await failureOf(runNode(args, name));
    if (failure !== undefined) console.log(failure.trim());
    console.log(`${name}: ${failure === undefined ? 'ok' : 'FAILED'} (${seconds(started)} s)`);
    failed += failure === undefined ? 0 : 1;
  }
  return failed;
}

async function failureOf(step) {
  try {
    await step;
    return undefined;
  } catch (error) {
    if (error instanceof StepFailed) return error.output;
    throw error;
  }
}

function seconds(since) {
  return ((performance.now() - since) / 1000).toFixed(1);
}
