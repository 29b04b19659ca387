import { StartError } from '../parts/machine/start-error.ts';
import { launchProduct } from './launcher.ts';
import { builtPrograms } from './programs.ts';
import { readSettings } from './settings.ts';

const stop = new AbortController();
// Under npm a Ctrl-C arrives twice, from the terminal and from npm: the second one changes nothing.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stop.abort();
  });
}

try {
  await launchProduct({
    settings: readSettings(process.env, process.argv.slice(2)),
    programs: builtPrograms,
    report: console.log,
    stop: stop.signal,
  });
  process.exit(0);
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
}
