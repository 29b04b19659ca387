interface Part {
  readonly pid: number;
  untilExit(): Promise<unknown>;
  stop(): Promise<void>;
}

/** Between two attempts to start what does not want to start yet. */
const PAUSE_MS = 500;

/** A process that is started again whenever it is gone, as the supervisor of a machine does it. */
export class KeptPart {
  readonly #start: () => Promise<Part>;
  readonly #keeping: Promise<void>;
  #starting: Promise<Part | undefined>;
  #up: Part | undefined;
  #isKept = true;
  /** By us; whatever else ends by itself. */
  kills = 0;
  ends = 0;

  constructor(first: Part, start: () => Promise<Part>) {
    this.#start = start;
    this.#up = first;
    this.#starting = Promise.resolve(first);
    this.#keeping = this.#keep(first);
  }

  get isUp(): boolean {
    return this.#up !== undefined;
  }

  /** SIGKILL; nothing happens while it is down. */
  kill(): void {
    const part = this.#up;
    if (part === undefined) return;
    this.#up = undefined;
    try {
      process.kill(part.pid, 'SIGKILL');
      this.kills += 1;
    } catch {
      this.ends += 1;
    }
  }

  /** In its orderly way, and it stays away. */
  async stop(): Promise<void> {
    this.#isKept = false;
    const part = await this.#starting;
    await part?.stop();
    await this.#keeping;
  }

  async #keep(first: Part): Promise<void> {
    for (let part: Part | undefined = first; part !== undefined; part = await this.#starting) {
      await part.untilExit();
      if (this.#up === part && this.#isKept) this.ends += 1;
      this.#up = undefined;
      this.#starting = this.#startAgain();
    }
  }

  async #startAgain(): Promise<Part | undefined> {
    while (this.#isKept) {
      try {
        this.#up = await this.#start();
        return this.#up;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
    return undefined;
  }
}
