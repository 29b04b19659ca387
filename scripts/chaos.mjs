import './prepare/check-node.mjs';
import { endWithFailure } from './prepare/fail.mjs';
import { runJest } from './prepare/jest.mjs';
import { prepareTools } from './prepare/prepare.mjs';

/** `npm run chaos -- [histories] [seed]`: random histories through the running product while its processes are killed; the seed repeats them. */
async function chaos([histories = '200', seed = String(Date.now() % 2 ** 31)]) {
  await prepareTools(console.log);
  Object.assign(process.env, { CHAOS_HISTORIES: histories, CHAOS_SEED: seed });
  const { failed } = await runJest(['test/chaos']);
  if (failed > 0) process.exitCode = 1;
}

chaos(process.argv.slice(2)).catch(endWithFailure);
