/** A started or adopted process of the product on this machine. */
export interface RunningPart {
  pid: number;
  /** True when it was already running and only had to be found. */
  isAdopted: boolean;
  /** Settles when the process has ended by itself or otherwise, with words for how. */
  untilExit(): Promise<string>;
  /** Ends it in its orderly way and waits until it is gone. */
  stop(): Promise<void>;
}

/** Takes one line about what goes on, for the person at the terminal. */
export type Report = (line: string) => void;
