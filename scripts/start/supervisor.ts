import { setTimeout as sleep } from 'node:timers/promises';
import type { Report, RunningPart } from '../parts/machine/running-part.ts';
import { messageOf } from '../parts/machine/start-error.ts';

interface SupervisedPart {
  name: string;
  /** Starts or adopts the part; called again whenever it has ended. */
  start: () => Promise<RunningPart>;
}

export interface SupervisorOptions {
  report: Report;
  /** Milliseconds before the first new try; doubles with every further one, up to `longestPause`. */
  firstPause?: number;
  longestPause?: number;
}

interface Entry {
  part: SupervisedPart;
  running: RunningPart | undefined;
  watched: Promise<void>;
}

/** A part that lived this many milliseconds starts again with the shortest pause. */
const steadyLife = 60_000;

/** Keeps parts running: one that ends is started again after a pause, with one line saying so. */
export class Supervisor {
  readonly #entries: Entry[] = [];
  readonly #stop = new AbortController();
  readonly #options: Required<SupervisorOptions>;
  // Watching alone does not keep Node running: the parts are processes of their own.
  readonly #keepAlive = setInterval(() => undefined, 60_000);

  constructor(options: SupervisorOptions) {
    this.#options = { firstPause: 500, longestPause: 30_000, ...options };
  }

  /** Starts the part and watches it from then on. Rejects when its first start fails. */
  async start<Part extends RunningPart>(name: string, start: () => Promise<Part>): Promise<Part> {
    if (this.#isStopping()) throw new Error(`${name} is not started any more`);
    const started = start();
    const entry: Entry = { part: { name, start }, running: undefined, watched: this.#take(started) };
    this.#entries.push(entry);
    const running = await started;
    entry.running = running;
    entry.watched = this.#watch(entry);
    return running;
  }

  /** Stops every part, the last started first; a start under way is waited for. */
  async stopAll(): Promise<void> {
    this.#stop.abort();
    clearInterval(this.#keepAlive);
    if (this.#entries.length > 0) this.#options.report('stopping');
    for (const entry of this.#entries.toReversed()) {
      await entry.watched;
      if (entry.running === undefined) continue;
      await entry.running.stop();
      this.#options.report(`${entry.part.name}: stopped`);
    }
  }

  async #take(started: Promise<RunningPart>): Promise<void> {
    await started.catch(() => undefined);
  }

  async #watch(entry: Entry): Promise<void> {
    let attempts = 0;
    while (!this.#isStopping()) {
      const since = performance.now();
      const how = await this.#untilExitOrStop(entry);
      if (this.#isStopping()) return;
      if (performance.now() - since > steadyLife) attempts = 0;
      entry.running = undefined;
      this.#options.report(`${entry.part.name} ended (${how}) and is started again`);
      attempts = await this.#restart(entry, attempts);
    }
  }

  async #untilExitOrStop({ running }: Entry): Promise<string> {
    const stopped = new Promise<string>((resolve) => {
      this.#stop.signal.addEventListener('abort', () => {
        resolve('stopped');
      });
    });
    return running ? Promise.race([running.untilExit(), stopped]) : 'it is not running';
  }

  async #restart(entry: Entry, attempts: number): Promise<number> {
    for (let attempt = attempts; !this.#isStopping(); attempt += 1) {
      if (!(await this.#pause(attempt))) return attempt;
      try {
        entry.running = await entry.part.start();
        this.#options.report(`${entry.part.name} runs again`);
        return attempt + 1;
      } catch (error) {
        this.#options.report(`${entry.part.name} could not be started again: ${messageOf(error)}`);
      }
    }
    return attempts;
  }

  #isStopping(): boolean {
    return this.#stop.signal.aborted;
  }

  /** False when everything is to stop meanwhile. */
  async #pause(attempt: number): Promise<boolean> {
    const pause = Math.min(this.#options.firstPause * 2 ** attempt, this.#options.longestPause);
    return sleep(pause, true, { signal: this.#stop.signal }).catch(() => false);
  }
}
