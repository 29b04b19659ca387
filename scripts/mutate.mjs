import './prepare/check-node.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { endWithFailure } from './prepare/fail.mjs';
import { root } from './prepare/paths.mjs';
import { prepareTools } from './prepare/prepare.mjs';
import { run } from './prepare/run.mjs';

const AREAS = ['time', 'routes', 'tasks'];
const LEAST_PERCENT = 90;

/** `npm run mutate -- [folder of src/domain …]`: how many small faults in the pure core its tests notice. */
async function mutate(asked) {
  const areas = asked.length > 0 ? asked : AREAS;
  await prepareTools(console.log);
  await run(process.execPath, strykerArguments(areas), 'mutate', { stdio: 'inherit', env: { TZ: 'UTC' } });
  const files = JSON.parse(fs.readFileSync(path.join(root, '.data/mutation/report.json'), 'utf8')).files;
  const scores = areas.map((area) => scoreOf(area, files));
  console.table(scores);
  if (scores.some(({ percent }) => !(percent >= LEAST_PERCENT))) {
    console.error(`Below ${LEAST_PERCENT} percent: docs/mutation.md says what to do.`);
    process.exitCode = 1;
  }
}

function strykerArguments(areas) {
  const patterns = areas.map((area) => `src/domain/${area}/**/*.ts`);
  return [
    path.join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js'),
    'run',
    'test/mutation/stryker.config.mjs',
    '--mutate',
    patterns.join(','),
  ];
}

/** A mutant counts as noticed when a test fails or does not come to an end; one that no test reaches is not noticed. */
function scoreOf(area, files) {
  const mutants = Object.entries(files)
    .filter(([file]) => file.startsWith(`src/domain/${area}/`))
    .flatMap(([, file]) => file.mutants);
  const count = (status) => mutants.filter((mutant) => mutant.status === status).length;
  const [killed, timeout, survived, noCoverage] = ['Killed', 'Timeout', 'Survived', 'NoCoverage'].map(count);
  const noticed = killed + timeout;
  const percent = Math.floor((10_000 * noticed) / (noticed + survived + noCoverage)) / 100;
  return { area, percent, mutants: noticed + survived + noCoverage, killed, timeout, survived, noCoverage };
}

mutate(process.argv.slice(2)).catch(endWithFailure);
