import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { linkFaults } from '../../../src/domain/routes/check-links.ts';
import { StageRule } from '../../../src/domain/routes/route.ts';

type Wish = Partial<z.input<typeof StageRule>>;

const stage = (key: string, wish: Wish = {}): StageRule =>
  StageRule.parse({
    key,
    title: { zh: '阶段', en: 'Stage' },
    mode: 'ANY',
    approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }],
    outcomes: ['APPROVE', 'REJECT'],
    ...wish,
  });

const company: Wish['approvers'] = [{ kind: 'COMPANY', role: 'OWNER' }];

describe('a stage decided by mail', () => {
  it('is off unless the route says so', () => {
    expect(stage('a').byLink).toBe(false);
    expect(linkFaults(stage('a', { outcomes: ['SIGN'], form: 'SIGNATURE' }), [])).toEqual([]);
  });

  it('may ask for a word with its reason', () => {
    const own = stage('a', { byLink: true, outcomes: ['APPROVE', 'REJECT', 'RETURN'], returnTo: ['applicant'] });
    expect(linkFaults(own, [own, stage('b')])).toEqual([]);
  });

  it.each<[string, Wish]>([
    ['SIGN', { outcomes: ['SIGN'] }],
    ['VERIFICATION', { form: 'VERIFICATION' }],
    ['COMPANY', { approvers: company }],
    ['COMPANY', { fallback: company }],
  ])('may not ask for %s', (names, wish) => {
    const own = stage('a', { byLink: true, ...wish });
    expect(linkFaults(own, [own])).toEqual([{ code: 'LINK_NOT_POSSIBLE', names }]);
  });

  it('may not ask to choose who comes next', () => {
    const own = stage('a', { byLink: true });
    const next = stage('b', {
      approvers: [{ kind: 'CHOSEN_AT', stage: 'a', from: [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }] }],
    });
    expect(linkFaults(own, [own, next])).toEqual([{ code: 'LINK_NOT_POSSIBLE', names: 'CHOSEN_AT' }]);
  });

  it('may ask for a word though later people are chosen elsewhere, or are whoever decided it', () => {
    const own = stage('a', { byLink: true });
    const elsewhere = stage('c', {
      approvers: [{ kind: 'CHOSEN_AT', stage: 'b', from: [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }] }],
    });
    const same = stage('d', { approvers: [{ kind: 'DECIDER', stage: 'a' }] });
    expect(linkFaults(own, [own, stage('b'), elsewhere, same])).toEqual([]);
  });
});
