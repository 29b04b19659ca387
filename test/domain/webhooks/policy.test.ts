import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterFailure } from '../../../src/domain/webhooks/policy.ts';

const rules = { attempts: 5, firstPauseSeconds: 10, longestPauseSeconds: 60 };

describe('a delivery that failed', () => {
  it.each([
    [1, 10],
    [2, 20],
    [3, 40],
    [4, 60],
    [5, 'DEAD'],
    [6, 'DEAD'],
  ])('after attempt %i waits %s seconds, or is dead', (attempts, expected) => {
    expect(afterFailure(rules, attempts)).toBe(expected);
  });

  it('never waits less than before, nor longer than the longest pause', () => {
    const counts = fc.record({
      attempts: fc.integer({ min: 2, max: 50 }),
      firstPauseSeconds: fc.integer({ min: 1, max: 600 }),
      longestPauseSeconds: fc.integer({ min: 600, max: 86_400 }),
    });
    fc.assert(
      fc.property(counts, (some) => {
        let before = 0;
        for (let attempt = 1; attempt < some.attempts; attempt += 1) {
          const pause = afterFailure(some, attempt);
          if (pause === 'DEAD') return false;
          if (pause < before || pause > some.longestPauseSeconds) return false;
          before = pause;
        }
        return afterFailure(some, some.attempts) === 'DEAD';
      }),
    );
  });
});
