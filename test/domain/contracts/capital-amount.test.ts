import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { capitalAmount } from '../../../src/domain/contracts/capital-amount.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = { 拾: 10, 佰: 100, 仟: 1000 } as const;

/** Reads capital numerals back, by rules of its own. */
function centsOf(capitals: string): bigint {
  let [cents, group, digit] = [0n, 0n, 0n];
  for (const character of capitals) {
    if (DIGITS.includes(character)) digit = BigInt(DIGITS.indexOf(character));
    else if (character === '拾' || character === '佰' || character === '仟') group += digit * BigInt(PLACES[character]);
    else if (character === '亿') cents += (group + digit) * 10_000_000_000n;
    else if (character === '万') cents += (group + digit) * 1_000_000n;
    else if (character === '元') cents += (group + digit) * 100n;
    else if (character === '角') cents += digit * 10n;
    else if (character === '分') cents += digit;
    if (!DIGITS.includes(character)) digit = 0n;
    if ('亿万元'.includes(character)) group = 0n;
  }
  return cents;
}

describe('amounts in capital numerals', () => {
  it.each([
    ['0', '零元整'],
    ['0.00', '零元整'],
    ['0.05', '伍分'],
    ['0.5', '伍角整'],
    ['0.53', '伍角叁分'],
    ['10', '壹拾元整'],
    ['1409.50', '壹仟肆佰零玖元伍角整'],
    ['6007.14', '陆仟零柒元壹角肆分'],
    ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
    ['100000', '壹拾万元整'],
    ['107000.53', '壹拾万零柒仟元伍角叁分'],
    ['10010', '壹万零壹拾元整'],
    ['100000001', '壹亿零壹元整'],
    ['100010000', '壹亿零壹万元整'],
    ['1000000000', '壹拾亿元整'],
    ['999999999999.99', '玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
  ])('%s is %s', (amount, capitals) => {
    expect(capitalAmount(amount)).toBe(capitals);
  });

  it('say the same amount as the digits, without zeros in a row or at the end of a group', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 99_999_999_999_999n }), (cents) => {
        const capitals = capitalAmount(`${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`);
        expect(centsOf(capitals)).toBe(cents);
        expect(capitals).not.toMatch(/零零|零万|零亿|.零元/u);
      }),
    );
  });
});
