import { describe, expect, it } from '@jest/globals';
import { amountOf, missingFields } from '../../../src/domain/admission/application-form.ts';

const whole = {
  contact: { name: '李雷', mobile: '13800000000' },
  plan: '三年内发展五千户',
  expectedMonthlyVolume: 0,
};

describe('missingFields', () => {
  it('names none in a whole form; e-mail, amount and waiver may be missing', () => {
    expect(missingFields(whole)).toEqual([]);
  });

  it('names every field an empty form lacks', () => {
    expect(missingFields({})).toEqual(['contact.name', 'contact.mobile', 'plan', 'expectedMonthlyVolume']);
  });

  it('takes blanks for nothing', () => {
    expect(missingFields({ ...whole, plan: ' \n' })).toEqual(['plan']);
  });
});

describe('amountOf', () => {
  it.each([
    [undefined, 0],
    ['0', 0],
    ['50000.50', 50000.5],
  ])('of %s is %s', (declaredAmount, amount) => {
    expect(amountOf({ declaredAmount })).toBe(amount);
  });
});
