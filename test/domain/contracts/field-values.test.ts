import { describe, expect, it } from '@jest/globals';
import { isWellFormed, wordValue } from '../../../src/domain/contracts/field-values.ts';
import type { FieldKind } from '../../../src/domain/contracts/template.ts';

const cases: Record<FieldKind, { good: string[]; bad: string[] }> = {
  TEXT: { good: ['字', ' 字 ', '{{x}}'], bad: ['', ' ', '\n\t'] },
  MONEY: {
    good: ['0', '0.5', '1', '12.30', '999999999999.99'],
    bad: ['', '-1', '1.', '.5', '1.234', '01', '1,000', '1e3', '1000000000000', '１', ' 1'],
  },
  INTEGER: { good: ['0', '15', '999999999999999'], bad: ['', '-1', '1.0', '01', '1,000', '1000000000000000'] },
  PERCENT: { good: ['0', '5.5', '99.9999', '100', '100.0'], bad: ['', '-1', '100.1', '101', '5%', '05', '1.23456'] },
  DATE: {
    good: ['2026-01-31', '2028-02-29'],
    bad: ['', '2026-02-29', '2026-13-01', '2026-1-1', '2026-04-31', '2026/01/31'],
  },
};

describe('values of contract fields', () => {
  it.each(Object.entries(cases))('are well-formed or not as %s', (kind, { good, bad }) => {
    const isGood = (value: string) => isWellFormed(kind as FieldKind, value);
    expect(good.filter((value) => !isGood(value))).toEqual([]);
    expect(bad.filter((value) => isGood(value))).toEqual([]);
  });

  it('are worded as a Chinese contract words them', () => {
    expect(wordValue('MONEY', '1234567.5')).toBe('人民币1,234,567.50元（大写：壹佰贰拾叁万肆仟伍佰陆拾柒元伍角整）');
    expect(wordValue('MONEY', '100')).toBe('人民币100.00元（大写：壹佰元整）');
    expect(wordValue('INTEGER', '3600')).toBe('3,600');
    expect(wordValue('PERCENT', '12.5')).toBe('12.5%');
    expect(wordValue('DATE', '2026-01-09')).toBe('2026年1月9日');
    expect(wordValue('TEXT', ' 原样 ')).toBe(' 原样 ');
  });
});
