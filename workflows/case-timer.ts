import { CancellationScope, condition, patched, sleep } from '@temporalio/workflow';

/**
 * The one timer of a case (architecture §2). An instant that moves further away needs no new one: the timer fires, finds that
 * nothing is due yet, and is set anew. So a phase change neither cancels nor starts a timer.
 */
export function caseTimer() {
  const keepsTimer = patched('case-timer-2026-11-kept-over-phases');
  let timer: { readonly at: string; fired: boolean; readonly cancel: () => void } | undefined;

  function arm(at: string): void {
    if (timer !== undefined && timer.at <= at) return;
    timer?.cancel();
    const scope = new CancellationScope();
    const set = {
      at,
      fired: false,
      cancel: () => {
        scope.cancel();
      },
    };
    timer = set;
    scope
      .run(() => sleep(untilThen(at)))
      .then(
        () => {
          set.fired = true;
        },
        () => undefined,
      );
  }

  /** Waits until `told()`, or until `next` has come; then it gives the instant that is due. */
  async function wait(next: string | null, told: () => boolean): Promise<string | undefined> {
    if (!keepsTimer) return waitWithTimerOfItsOwn(next, told);
    if (next !== null) arm(next);
    await condition(() => told() || timer?.fired === true);
    if (timer?.fired !== true) return undefined;
    const { at } = timer;
    timer = undefined;
    return next !== null && at >= next ? at : undefined;
  }

  return { wait };
}

/** Runs that began before the timer was kept over phases. */
async function waitWithTimerOfItsOwn(next: string | null, told: () => boolean): Promise<string | undefined> {
  if (next === null) {
    await condition(told);
    return undefined;
  }
  return (await condition(told, untilThen(next))) ? undefined : next;
}

function untilThen(at: string): number {
  return Math.max(1, Date.parse(at) - Date.now());
}
