import { Context } from '@temporalio/activity';

/** After so many milliseconds an attempt ends by itself, so that a newer worker gets its turn. */
const LENGTH_OF_A_RUN = 5 * 60_000;
const HEARTBEAT_EVERY = 5_000;

/** Long work in one attempt: it beats, and is told to stop when its time is over or its worker stops. */
export async function untilStopped<Result>(work: (until: AbortSignal) => Promise<Result>): Promise<Result> {
  const context = Context.current();
  const beating = setInterval(() => {
    context.heartbeat();
  }, HEARTBEAT_EVERY);
  try {
    return await work(AbortSignal.any([context.cancellationSignal, AbortSignal.timeout(LENGTH_OF_A_RUN)]));
  } finally {
    clearInterval(beating);
  }
}
