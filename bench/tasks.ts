import { startBench } from './common/environment.ts';
import { measureBulk } from './tasks/measure-bulk.ts';
import { measureOperations } from './tasks/measure-operations.ts';

/** `npm run bench -- tasks`: what people do beside deciding, a second, through HTTP, and a bulk decision of 200. `--quick` shows that it works. */
const quick = process.argv.includes('--quick');
const report = (line: string): void => {
  process.stderr.write(`… ${line}\n`);
};
const parts = await startBench(report);
try {
  const api = await parts.startProcess('api', 'src/server.js', {}, `${parts.environment['PUBLIC_URL'] ?? ''}/live`);
  try {
    await measureOperations(parts, api.pid, quick ? { 1: 10, 8: 20, 32: 40 } : { 1: 150, 8: 400, 32: 800 }, report);
    await measureBulk(parts, quick ? 20 : 200);
  } finally {
    await api.stop();
  }
} finally {
  await parts.stop();
}
