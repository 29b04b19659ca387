import './prepare/check-node.mjs';
import { runChecks } from './prepare/checks.mjs';
import { endWithFailure } from './prepare/fail.mjs';
import { runJest } from './prepare/jest.mjs';
import { prepareTools } from './prepare/prepare.mjs';

/**
 * `npm test` checks and tests everything; `npm test -- <jest arguments>` only runs jest with them; `--checks` leaves jest
 * out. The last line has the counts.
 */
async function test(args) {
  await prepareTools(console.log);
  const onlyChecks = args[0] === '--checks';
  const failedChecks = onlyChecks || args.length === 0 ? await runChecks() : 0;
  const { passed, failed, skipped } = onlyChecks ? { passed: 0, failed: 0, skipped: 0 } : await runJest(args);
  const allFailed = failed + failedChecks;
  if (allFailed > 0) process.exitCode = 1;
  console.log(`${passed} passed, ${allFailed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}

test(process.argv.slice(2)).catch(endWithFailure);
