import { digests as activities } from './activity-proxies.ts';

/** Attempts of one hour; what they leave over is taken up by the next. */
const ROUNDS = 10;

/** Started every hour by a Schedule: the daily digests of those whose hour has come. */
export async function digests(): Promise<{ written: number }> {
  let written = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const part = await activities().writeDigests();
    written += part.written;
    if (part.ended) break;
  }
  return { written };
}
