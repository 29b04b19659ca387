import { describe, expect, it } from '@jest/globals';
import { checkRoute } from '../../../src/domain/routes/check-route.ts';
import type { StageRule } from '../../../src/domain/routes/route.ts';
import { stage } from '../tasks/phases.ts';

const ORDER = [
  { name: 'REVIEW', returnsTo: [] },
  { name: 'APPROVAL', returnsTo: ['REVIEW'] },
];

type Wish = Parameters<typeof stage>[1];

/** Faults of the last stage: of `a`, `b` after it and `c` beside them, then `d` of the next phase. */
function faultsOf(key: 'a' | 'b' | 'd', values: Wish): string[] {
  const as = (name: string, more: Wish = {}): StageRule => stage(name, name === key ? { ...more, ...values } : more);
  const review = [as('a'), as('b', { after: ['a'] }), as('c')];
  const phases = { REVIEW: { stages: review }, APPROVAL: { stages: [as('d')] } };
  return checkRoute({ process: 'X', phases }, ORDER).map(
    ({ code, stage: at, names }) => `${at ?? ''} ${code} ${names ?? ''}`,
  );
}

const HEAD = { kind: 'HEAD', unit: 'CITY' } as const;
const chosenAt = (name: string) => ({ approvers: [{ kind: 'CHOSEN_AT' as const, stage: name, from: [HEAD] }] });
const decider = (name: string) => ({ approvers: [{ kind: 'DECIDER' as const, stage: name }] });
const superior = (name: string) => ({ approvers: [{ kind: 'SUPERIOR' as const, ofStage: name }] });

describe('rules that refer to another stage', () => {
  it.each([chosenAt, decider, superior])('are possible where it comes surely before', (rule) => {
    expect(faultsOf('b', rule('a'))).toEqual([]);
    expect(faultsOf('d', rule('b'))).toEqual([]);
  });

  it.each([chosenAt, decider, superior])('are a fault in a first stage, beside it, after it, or of itself', (rule) => {
    expect(faultsOf('a', rule('b'))).toEqual(['a STAGE_NOT_EARLIER b']);
    expect(faultsOf('a', rule('a'))).toEqual(['a STAGE_NOT_EARLIER a']);
    expect(faultsOf('b', rule('c'))).toEqual(['b STAGE_NOT_EARLIER c']);
    expect(faultsOf('b', rule('d'))).toEqual(['b STAGE_NOT_EARLIER d']);
    expect(faultsOf('b', rule('nowhere'))).toEqual(['b STAGE_NOT_EARLIER nowhere']);
  });

  it('are looked at wherever they stand', () => {
    const inner = { kind: 'DECIDER', stage: 'b' } as const;
    expect(faultsOf('a', { fallback: [inner] })).toEqual(['a STAGE_NOT_EARLIER b']);
    expect(faultsOf('a', { overdueTo: [inner] })).toContain('a STAGE_NOT_EARLIER b');
    expect(faultsOf('a', { approvers: [{ kind: 'CHOSEN_BY_APPLICANT', from: [inner] }] })).toEqual([
      'a STAGE_NOT_EARLIER b',
    ]);
    const byFacts = { kind: 'BY_FACTS' as const, rows: [{ when: {}, approvers: [inner] }], otherwise: [HEAD] };
    expect(faultsOf('a', { approvers: [byFacts] })).toEqual(['a STAGE_NOT_EARLIER b']);
  });
});

describe('a fallback', () => {
  it('asks somebody else', () => {
    expect(faultsOf('a', { approvers: [HEAD], fallback: [{ kind: 'HEAD', unit: 'PROVINCE' }] })).toEqual([]);
    expect(faultsOf('a', { approvers: [HEAD], fallback: [HEAD] })).toEqual(['a FALLBACK_REPEATS HEAD']);
  });

  it('never puts a company in for staff, nor staff for a company', () => {
    const company = { kind: 'COMPANY', role: 'OWNER' } as const;
    expect(faultsOf('a', { fallback: [company] })).toEqual(['a FALLBACK_NOT_POSSIBLE fallback']);
    expect(faultsOf('a', { approvers: [company], fallback: [HEAD] })).toEqual(['a FALLBACK_NOT_POSSIBLE fallback']);
  });
});

describe('a word of the system', () => {
  const automatic: Wish[] = [
    { onNobody: 'PASS' },
    { onNobody: 'REJECT' },
    { onApplicant: 'SKIP' },
    { onRepeat: 'SKIP' },
  ];

  it('is possible in a plain stage', () => {
    for (const values of automatic) expect(faultsOf('a', values)).toEqual([]);
  });

  it.each(automatic)('never signs, nor acts for a company: %j', (values) => {
    const name = Object.keys(values ?? {})[0] ?? '';
    const signing = { ...values, outcomes: ['SIGN' as const, 'REJECT' as const], reasonRequired: [] };
    expect(faultsOf('a', signing)).toEqual([`a AUTOMATIC_NOT_POSSIBLE ${name}`]);
    expect(faultsOf('a', { ...values, approvers: [{ kind: 'COMPANY', role: 'OWNER' }] })).toEqual([
      `a AUTOMATIC_NOT_POSSIBLE ${name}`,
    ]);
  });

  it('passes no form, whose checks are for a person, but may reject it', () => {
    expect(faultsOf('a', { form: 'MATERIAL_REVIEW', onNobody: 'PASS' })).toEqual(['a AUTOMATIC_NOT_POSSIBLE onNobody']);
    expect(faultsOf('a', { form: 'MATERIAL_REVIEW', onNobody: 'REJECT' })).toEqual([]);
  });

  it('says nothing that people are not offered', () => {
    expect(faultsOf('a', { outcomes: ['APPROVE'], onNobody: 'REJECT' })).toEqual(['a AUTOMATIC_NOT_POSSIBLE onNobody']);
  });
});
