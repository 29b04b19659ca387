import './prepare/check-node.mjs';
import { endWithFailure } from './prepare/fail.mjs';
import { runJest } from './prepare/jest.mjs';
import { prepareTools } from './prepare/prepare.mjs';

/** `npm run histories -- [through the core] [through PostgreSQL] [seed]`: as many random histories as wanted, against one model; new ones without a seed. */
async function histories([core = '1000000', rows = '1000', seed]) {
  await prepareTools(console.log);
  Object.assign(
    process.env,
    { HISTORIES: core, ROW_HISTORIES: rows },
    seed === undefined ? {} : { HISTORIES_SEED: seed },
  );
  const { failed } = await runJest(['test/histories', '--testTimeout=86400000']);
  if (failed > 0) process.exitCode = 1;
}

histories(process.argv.slice(2)).catch(endWithFailure);
