import { describe, expect, it } from '@jest/globals';
import { isSystemReason, SYSTEM_REASONS } from '../../../../src/domain/tasks/reasons/system-reasons.ts';
import { AUTOMATIC_REASONS, isAutomaticReason } from '../../../../src/domain/tasks/automatic-reasons.ts';
import { TasksPolicyBody } from '../../../../src/domain/tasks/policy.ts';

const BULK = { maxItems: 200 };
const LINKS = { longest: { n: 7, unit: 'DAY' }, perMinute: 30 };
const PERSONAL = { mostRules: 20, digestHour: 8, digestTasks: 20 };
const isPolicy = (more: object) => TasksPolicyBody.safeParse({ bulk: BULK, ...more }).success;

describe('the numbers of working on tasks', () => {
  it('say only of bulk decisions what there is no usual number for', () => {
    expect(TasksPolicyBody.parse({ bulk: BULK })).toEqual({ bulk: BULK, inbox: { savedFilters: 30, streams: 6 } });
    expect(TasksPolicyBody.parse({ bulk: BULK, links: LINKS }).links).toEqual({ ...LINKS, keepDays: 30 });
    expect(isPolicy({ personal: PERSONAL })).toBe(true);
    expect(TasksPolicyBody.safeParse({}).success).toBe(false);
    expect(isPolicy({ bulk: {} })).toBe(false);
    expect(isPolicy({ links: {} })).toBe(false);
    expect(isPolicy({ personal: {} })).toBe(false);
    expect(isPolicy({ inbox: {} })).toBe(false);
  });

  it.each<[string, (n: number) => object, number, number]>([
    ['tasks decided by one order', (maxItems) => ({ bulk: { maxItems } }), 1, 1000],
    ['saved filters', (savedFilters) => ({ inbox: { savedFilters, streams: 6 } }), 1, 100],
    ['places told of changes', (streams) => ({ inbox: { savedFilters: 30, streams } }), 1, 50],
    ['days a link is kept', (keepDays) => ({ links: { ...LINKS, keepDays } }), 1, 3650],
    ['rules of each kind', (mostRules) => ({ personal: { ...PERSONAL, mostRules } }), 1, 100],
    ['hour of the digest', (digestHour) => ({ personal: { ...PERSONAL, digestHour } }), 0, 23],
    ['tasks in a digest', (digestTasks) => ({ personal: { ...PERSONAL, digestTasks } }), 1, 50],
  ])('have their bounds: %s', (_title, body, least, most) => {
    expect([least - 1, least, most, most + 1].map((n) => isPolicy(body(n)))).toEqual([false, true, true, false]);
  });

  it('let an address ask at least once in a minute', () => {
    expect([0, 1, 5000].map((perMinute) => isPolicy({ links: { ...LINKS, perMinute } }))).toEqual([false, true, true]);
  });
});

describe('the reasons of the system', () => {
  it('are its own codes, each in both languages', () => {
    expect(Object.keys(AUTOMATIC_REASONS).filter((code) => !isAutomaticReason(code))).toEqual([]);
    expect(isAutomaticReason('toString')).toBe(false);
    expect(Object.keys(SYSTEM_REASONS)).toEqual(
      expect.arrayContaining(['OVERDUE', 'BY_TIME', 'SUBSTITUTION_ENDED', 'CALENDAR_CHANGED', 'BY_TIME_APPROVED']),
    );
    expect(['toString', 'NOT_QUALIFIED'].filter(isSystemReason)).toEqual([]);
    for (const { zh, en } of Object.values(SYSTEM_REASONS))
      expect([zh.length > 0, en.length > 0]).toEqual([true, true]);
  });
});
