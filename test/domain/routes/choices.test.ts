import { describe, expect, it } from '@jest/globals';
import { assertChoices, choicesAsked, mayChoose, type Choices } from '../../../src/domain/routes/approvers/choices.ts';
import type { CaseFacts } from '../../../src/domain/routes/facts.ts';
import type { RouteBody } from '../../../src/domain/routes/route.ts';
import { Refusal } from '../../../src/domain/refusal.ts';
import { stage } from '../tasks/phases.ts';

const HEAD = { kind: 'HEAD', unit: 'CITY' } as const;
const at = (name: string, atMost = 1) => ({ kind: 'CHOSEN_AT' as const, stage: name, from: [HEAD], atMost });
const applicant = { kind: 'CHOSEN_BY_APPLICANT' as const, from: [HEAD] };
const ROUTE: RouteBody = {
  process: 'X',
  phases: {
    REVIEW: {
      stages: [
        stage('a', { approvers: [applicant] }),
        stage('b', { after: ['a'], approvers: [at('a', 2)] }),
        stage('c', {
          after: ['b'],
          approvers: [
            { kind: 'BY_FACTS', rows: [{ when: { riskGrades: ['HIGH'] }, approvers: [at('a')] }], otherwise: [HEAD] },
          ],
        }),
        stage('d', { after: ['c'], fallback: [at('b')] }),
      ],
    },
  },
};
const FACTS: CaseFacts = { channelType: 'X', units: [], riskGrade: 'LOW', amount: 0 };

function asked(chooser: Parameters<typeof choicesAsked>[1], facts = FACTS): string[] {
  return choicesAsked(ROUTE, chooser, facts).map(({ stage: { key } }) => key);
}

function outcome(choices: Choices, offered = ['x', 'y', 'z'], isSettled = false): string {
  const all = choicesAsked(ROUTE, { stage: 'a' }, FACTS).map((choice) => ({ ...choice, offered, isSettled }));
  try {
    assertChoices(all, choices);
    return 'OK';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { reasonCode } = error.facts;
    return typeof reasonCode === 'string' ? `${error.code} ${reasonCode}` : error.code;
  }
}

describe('who chooses for which stage', () => {
  it('is the applicant, or whoever approves the stage that the rule names', () => {
    expect([asked('APPLICANT'), asked({ stage: 'a' }), asked({ stage: 'b' }), asked({ stage: 'c' })]).toEqual([
      ['a'],
      ['b'],
      ['d'],
      [],
    ]);
  });

  it('depends on the facts where the rule does', () => {
    expect(asked({ stage: 'a' }, { ...FACTS, riskGrade: 'HIGH' })).toEqual(['b', 'c']);
    expect([mayChoose(ROUTE, { stage: 'a' }), mayChoose(ROUTE, { stage: 'c' })]).toEqual([true, false]);
  });
});

describe('a choice', () => {
  it('names one or more of those offered, up to the limit', () => {
    expect(outcome({ b: ['x'] })).toBe('OK');
    expect(outcome({ b: ['y', 'x'] })).toBe('OK');
    expect(outcome({ b: ['x', 'y', 'z'] })).toBe('CHOICE_NOT_POSSIBLE TOO_MANY');
    expect(outcome({ b: ['x', 'x'] })).toBe('CHOICE_NOT_POSSIBLE TWICE');
    expect(outcome({ b: ['w'] })).toBe('CHOICE_NOT_POSSIBLE NOT_OFFERED');
  });

  it('has to be made, unless a colleague has made it, or nobody is offered', () => {
    expect(outcome({})).toBe('CHOICE_MISSING');
    expect(outcome({ b: [] })).toBe('CHOICE_MISSING');
    expect(outcome({}, ['x'], true)).toBe('OK');
    expect(outcome({}, [])).toBe('OK');
  });

  it('is for no other stage', () => {
    expect(outcome({ b: ['x'], c: ['x'] })).toBe('CHOICE_NOT_POSSIBLE NOT_ASKED');
  });
});
