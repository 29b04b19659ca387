import { describe, expect, it } from '@jest/globals';
import { checkApprovers } from '../../../../src/domain/routes/approvers/check-approvers.ts';
import { assertChoices, choicesAsked, mayChoose } from '../../../../src/domain/routes/approvers/choices.ts';
import type { StageRule } from '../../../../src/domain/routes/route.ts';
import { stage } from '../../tasks/phases.ts';

const HEAD = { kind: 'HEAD', unit: 'CITY' } as const;
const OWNER = { kind: 'COMPANY', role: 'OWNER' } as const;
const chosenAt = (from: StageRule['fallback'] = [HEAD]) =>
  stage('next', { approvers: [{ kind: 'CHOSEN_AT', stage: 'first', from: from as [typeof HEAD] }] });
const faultsOf = (rule: StageRule, first: StageRule) =>
  checkApprovers(rule, [first]).map(({ code, names }) => `${code} ${names}`);

describe('who chooses the people of a stage to come', () => {
  it('is whoever approves the stage before', () => {
    expect(faultsOf(chosenAt(), stage('first'))).toEqual([]);
    expect(faultsOf(chosenAt(), stage('first', { approvers: [HEAD, OWNER] }))).toEqual([]);
  });

  it('is nobody who only signs, and no company', () => {
    expect(faultsOf(chosenAt(), stage('first', { outcomes: ['SIGN'] }))).toEqual(['CHOOSER_CANNOT_CHOOSE first']);
    expect(faultsOf(chosenAt(), stage('first', { approvers: [OWNER] }))).toEqual(['CHOOSER_CANNOT_CHOOSE first']);
  });

  it('is no matter where nobody chooses: who decided a signature or acted for a company can be named', () => {
    const decider = stage('next', { approvers: [{ kind: 'DECIDER', stage: 'first' }] });
    expect(faultsOf(decider, stage('first', { outcomes: ['SIGN'] }))).toEqual([]);
    expect(faultsOf(decider, stage('first', { approvers: [OWNER] }))).toEqual([]);
  });

  it('chooses from nobody whom a stage still to come would name', () => {
    expect(faultsOf(chosenAt([{ kind: 'DECIDER', stage: 'later' }]), stage('first'))).toEqual([
      'STAGE_NOT_EARLIER later',
    ]);
  });

  it('is not whoever decides a stage that another only refers to', () => {
    const stages = [stage('first'), stage('next', { approvers: [{ kind: 'DECIDER', stage: 'first' }] })];
    expect(mayChoose({ process: 'X', phases: { REVIEW: { stages } } }, { stage: 'first' })).toBe(false);
  });

  it('is told for which stage a choice is missing', () => {
    const route = { process: 'X', phases: { REVIEW: { stages: [stage('first'), chosenAt()] } } };
    const facts = { channelType: null, units: [], riskGrade: null, amount: 0 };
    const asked = choicesAsked(route, { stage: 'first' }, facts);
    const offers = asked.map((choice) => ({ ...choice, offered: ['x'], isSettled: false }));
    expect(() => {
      assertChoices(offers, {});
    }).toThrow(expect.objectContaining({ code: 'CHOICE_MISSING', facts: { stage: 'next' } }));
  });
});

describe('the rules of one stage', () => {
  it('may name the superior of whoever started the case, whom no stage has to come before', () => {
    expect(faultsOf(stage('next', { approvers: [{ kind: 'SUPERIOR' }] }), stage('first'))).toEqual([]);
  });

  it('have no fallback where a company is among those asked', () => {
    const mixed = stage('next', { approvers: [HEAD, OWNER], fallback: [{ kind: 'HEAD', unit: 'PROVINCE' }] });
    expect(faultsOf(mixed, stage('first'))).toEqual(['FALLBACK_NOT_POSSIBLE fallback']);
  });
});
