import { startBench } from './common/environment.ts';
import { measureEndings } from './decisions/measure-endings.ts';
import { measureInside } from './decisions/measure-inside.ts';
import { printTime } from './decisions/where-time-goes.ts';

/**
 * `npm run bench -- decisions`: how fast people's decisions are, through HTTP with session, authorisation, audit and messages, each figure
 * beside its floor of the same run. `--quick` makes a short run that only shows that everything works.
 */
const quick = process.argv.includes('--quick');
const report = (line: string): void => {
  process.stderr.write(`… ${line}\n`);
};

const parts = await startBench(report);
try {
  const api = await parts.startProcess('api', 'src/server.js', {}, `${parts.environment['PUBLIC_URL'] ?? ''}/live`);
  try {
    await printTime(parts, quick ? 20 : 200, report);
    await measureInside(parts, api.pid, quick ? [20, 40, 60] : [300, 900, 1800], report);
    await measureEndings(parts, api.pid, quick ? [10, 20, 30] : [100, 200, 400], report);
  } finally {
    await api.stop();
  }
} finally {
  await parts.stop();
}
