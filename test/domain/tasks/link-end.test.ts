import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linkEnd } from '../../../src/domain/tasks/link-end.ts';

const now = new Date('2026-11-20T08:00:00.000Z');
const WEEK = { n: 7, unit: 'DAY' } as const;
const at = (text: string) => new Date(text);

describe('the end of a link', () => {
  it.each([
    ['the deadline of the task', at('2026-11-23T08:00:00.000Z'), '2026-11-23T08:00:00.000Z'],
    ['the longest time where there is no deadline', null, '2026-11-27T08:00:00.000Z'],
    ['the longest time where the deadline is later', at('2026-12-31T08:00:00.000Z'), '2026-11-27T08:00:00.000Z'],
    ['the longest time where the deadline is past', now, '2026-11-27T08:00:00.000Z'],
  ])('is %s', (_rule, dueAt, end) => {
    expect(linkEnd(now, dueAt, WEEK).toISOString()).toBe(end);
  });

  it('is always to come, and never later than the longest time', () => {
    fc.assert(
      fc.property(fc.option(fc.date({ noInvalidDate: true })), fc.integer({ min: 1, max: 1000 }), (dueAt, n) => {
        const end = linkEnd(now, dueAt, { n, unit: 'HOUR' }).getTime() - now.getTime();
        expect(end > 0 && end <= n * 3_600_000).toBe(true);
      }),
    );
  });
});
