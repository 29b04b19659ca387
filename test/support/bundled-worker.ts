import { readConfig } from '../../src/config.ts';
import { startWorker } from '../../src/worker.ts';
import { setting } from './database.ts';

// The role `worker` as its own process, except that it does not bundle the workflows anew at each start.
const worker = await startWorker(readConfig(process.env), {
  workflowBundle: { codePath: setting('TEST_WORKFLOW_BUNDLE') },
});
await worker.running;
