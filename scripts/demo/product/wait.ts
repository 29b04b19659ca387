import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again until `look` gives something. */
export type Wait = <Found>(what: string, look: () => Promise<Found | undefined>) => Promise<Found>;

export interface WaitSettings {
  readonly deadlineSeconds: number;
  /** Told every few seconds that the wait goes on. */
  readonly onWaiting: (what: string, seconds: number) => void;
  /** What the product says about the case meanwhile; part of the error. */
  readonly situation: () => Promise<string>;
}

/** Milliseconds between two looks, and between two words about it. */
const PAUSE = 150;
const WORD_EVERY = 5_000;

export function createWait({ deadlineSeconds, onWaiting, situation }: WaitSettings): Wait {
  return async (what, look) => {
    const start = performance.now();
    let said = start;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      const now = performance.now();
      if (now - start > deadlineSeconds * 1000) {
        throw new Error(`Waited ${deadlineSeconds} s in vain for ${what}. ${await situation()}`);
      }
      if (now - said > WORD_EVERY) {
        said = now;
        onWaiting(what, Math.round((now - start) / 1000));
      }
      await sleep(PAUSE);
    }
  };
}
