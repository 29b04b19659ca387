import { describe, expect, it } from '@jest/globals';
import { accountsPolicy } from '../../../prisma/seed-data/process-policies.ts';
import { after, millisecondsOf } from '../../../src/domain/accounts/plain-length.ts';
import { AccountsPolicyBody } from '../../../src/domain/accounts/policy.ts';

describe('AccountsPolicyBody', () => {
  it('takes the seeded policy', () => {
    expect(AccountsPolicyBody.safeParse(accountsPolicy).success).toBe(true);
  });

  it.each([
    ['a lockout after fewer than three attempts', { lockout: { attempts: 2, length: { n: 1, unit: 'HOUR' } } }],
    ['a session measured in working days', { session: { length: { n: 1, unit: 'WORKING_DAY' } } }],
    ['links that never work', { links: { ...accountsPolicy.links, INVITE: { n: 0, unit: 'DAY' } } }],
    ['a field nobody knows', { passwords: [] }],
  ])('refuses %s', (_name, change) => {
    expect(AccountsPolicyBody.safeParse({ ...accountsPolicy, ...change }).success).toBe(false);
  });
});

describe('a plain length', () => {
  it.each([
    ['SECOND', 1_000],
    ['MINUTE', 60_000],
    ['HOUR', 3_600_000],
    ['DAY', 86_400_000],
  ] as const)('counts a %s on the clock', (unit, milliseconds) => {
    expect(millisecondsOf({ n: 2, unit })).toBe(2 * milliseconds);
    expect(after(new Date(0), { n: 1, unit })).toEqual(new Date(milliseconds));
  });
});
