import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './paths.mjs';
import { run } from './run.mjs';

/** Runs jest with its output on the screen and gives its counts; a suite that could not run is a failed test. */
export async function runJest(args) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'qudao-jest-'));
  const results = path.join(folder, 'results.json');
  const command = [path.join(root, 'node_modules/jest/bin/jest.js'), '--json', `--outputFile=${results}`, ...args];
  try {
    const isGreen = await run(process.execPath, command, 'jest', {
      // With --json jest prints the results to the standard output too; the report goes to the other one.
      stdio: ['inherit', 'ignore', 'inherit'],
      env: { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' },
    }).then(
      () => true,
      () => false,
    );
    return readCounts(results, isGreen);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** A run can fail as a whole, for example in its teardown or because it found no tests. */
function readCounts(file, isGreen) {
  if (!fs.existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(fs.readFileSync(file, 'utf8'));
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && !isGreen ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}
