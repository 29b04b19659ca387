import { describe, expect, it } from '@jest/globals';
import { conversationPolicy } from '../../../prisma/seed-data/process-policies.ts';
import { rulesFor } from '../../../src/domain/conversation/policy.ts';

describe('rulesFor', () => {
  const own = { comments: { applicantsWrite: false } };
  const policy = { ...conversationPolicy, processes: { ADMISSION: own } };

  it('gives a process its own rules, and those of all where it has none', () => {
    expect(rulesFor(policy, 'ADMISSION')).toEqual({ ...conversationPolicy.everywhere, ...own });
    expect(rulesFor(policy, 'REQUEST')).toEqual(conversationPolicy.everywhere);
  });
});
