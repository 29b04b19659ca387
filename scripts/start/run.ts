import { StartError } from '../parts/machine/start-error.ts';
import { launchProduct } from './launcher.ts';
import type { Programs } from './programs.ts';
import { readSettings } from './settings.ts';

/** Runs the launcher as this process's only work: ends with code 0 after a stop, 1 with one sentence for a refusal. */
export async function runLauncher(programs: Programs): Promise<void> {
  const stop = new AbortController();
  // Under npm a Ctrl-C arrives twice, from the terminal and from npm: the second one changes nothing.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stop.abort();
    });
  }
  try {
    const settings = readSettings(process.env, process.argv.slice(2));
    await launchProduct({ settings, programs, report: console.log, stop: stop.signal });
    process.exit(0);
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error);
    process.exit(1);
  }
}
