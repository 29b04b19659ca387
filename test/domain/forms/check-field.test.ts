import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fen, limitFault, shapeFault } from '../../../src/domain/forms/check-field.ts';
import type { FormValue, FormValues } from '../../../src/domain/forms/values.ts';
import { field } from './fields.ts';

const TODAY = '2026-11-23';
const ID = '01939c2e-0000-7000-8000-000000000001';
const OTHER = '01939c2e-0000-7000-8000-000000000002';

const said = (wish: object, value: FormValue, values: FormValues = {}) => {
  const one = field('it', wish);
  return (shapeFault(one, value) ?? limitFault(one, value, { values, today: TODAY }))?.code ?? 'FITS';
};

describe('a value of a field', () => {
  it.each([
    ['a text of the greatest length', { type: 'TEXT', max: 3 }, '一二三', 'FITS'],
    ['one character more', { type: 'TEXT', max: 3 }, '一二三四', 'TOO_LONG'],
    ['a rare character is one', { type: 'TEXT', max: 1 }, '𠮷', 'FITS'],
    ['a text of the least length', { type: 'TEXT', min: 2 }, '一二', 'FITS'],
    ['one character less', { type: 'TEXT', min: 2 }, '一', 'TOO_SHORT'],
    ['blanks alone are nothing', { type: 'TEXT' }, '  ', 'MISSING'],
    ['a line break in one line', { type: 'TEXT' }, 'a\nb', 'CHARACTER'],
    ['a line break in many', { type: 'TEXT', lines: 'MANY' }, 'a\nb', 'FITS'],
    ['NUL', { type: 'TEXT', lines: 'MANY' }, 'a\0b', 'CHARACTER'],
    ['a number for a text', { type: 'TEXT' }, 1, 'TYPE'],
    ['a mail address', { type: 'TEXT', pattern: 'EMAIL' }, 'a@example.com', 'FITS'],
    ['no mail address', { type: 'TEXT', pattern: 'EMAIL' }, 'a@', 'PATTERN'],
    ['a mobile number', { type: 'TEXT', pattern: 'MOBILE' }, '13800000000', 'FITS'],
    ['a phone number', { type: 'TEXT', pattern: 'PHONE' }, '0571-8888 0000', 'FITS'],
    ['letters for a phone number', { type: 'TEXT', pattern: 'PHONE' }, '0571-abcd', 'PATTERN'],
    ['a postcode', { type: 'TEXT', pattern: 'POSTCODE' }, '310000', 'FITS'],
    ['a credit code with a wrong digit', { type: 'TEXT', pattern: 'CREDIT_CODE' }, '911100000000000000', 'PATTERN'],
    ['a code', { type: 'TEXT', pattern: 'CODE' }, 'PROMO_2026', 'FITS'],
    ['the least number', { type: 'NUMBER', min: 0, max: 5 }, 0, 'FITS'],
    ['less than it', { type: 'NUMBER', min: 0, max: 5 }, -1, 'TOO_SMALL'],
    ['the greatest number', { type: 'NUMBER', min: 0, max: 5 }, 5, 'FITS'],
    ['more than it', { type: 'NUMBER', min: 0, max: 5 }, 6, 'TOO_LARGE'],
    ['a decimal where there are none', { type: 'NUMBER' }, 0.5, 'DECIMALS'],
    ['as many decimals as there may be', { type: 'NUMBER', decimals: 2 }, 0.25, 'FITS'],
    ['a number in words of science', { type: 'NUMBER', decimals: 6 }, 1e-7, 'DECIMALS'],
    ['money', { type: 'MONEY', min: '0.01' }, '0.01', 'FITS'],
    ['less money', { type: 'MONEY', min: '0.01' }, '0', 'TOO_SMALL'],
    ['a fen more than the most', { type: 'MONEY', max: '100' }, '100.01', 'TOO_LARGE'],
    ['a tenth of a fen', { type: 'MONEY' }, '1.001', 'TYPE'],
    ['money as a number', { type: 'MONEY' }, 1, 'TYPE'],
    ['a day', { type: 'DATE' }, '2028-02-29', 'FITS'],
    ['a day that is none', { type: 'DATE' }, '2026-02-29', 'TYPE'],
    ['today', { type: 'DATE', min: 'TODAY' }, TODAY, 'FITS'],
    ['yesterday', { type: 'DATE', min: 'TODAY' }, '2026-11-22', 'TOO_EARLY'],
    ['tomorrow', { type: 'DATE', max: 'TODAY' }, '2026-11-24', 'TOO_LATE'],
    ['an option', { type: 'CHOICE', options: [{ code: 'A', title: { zh: '甲', en: 'A' } }] }, 'A', 'FITS'],
    [
      'none of the options',
      { type: 'CHOICE', options: [{ code: 'A', title: { zh: '甲', en: 'A' } }] },
      'B',
      'OPTION_UNKNOWN',
    ],
    ['yes', { type: 'BOOLEAN' }, true, 'FITS'],
    ['the word yes', { type: 'BOOLEAN' }, 'true', 'TYPE'],
    ['an id', { type: 'ACCOUNT' }, ID, 'FITS'],
    ['a name for an id', { type: 'ACCOUNT' }, '张三', 'TYPE'],
    ['a list where one is wanted', { type: 'UNIT' }, [ID], 'TYPE'],
    ['one where a list is wanted', { type: 'UNIT', most: 2 }, ID, 'TYPE'],
    ['as many as there may be', { type: 'UNIT', most: 2 }, [ID, OTHER], 'FITS'],
    ['the same twice', { type: 'UNIT', most: 2 }, [ID, ID], 'TWICE'],
    ['one too many', { type: 'FILE', most: 1 }, [ID, OTHER], 'TOO_MANY'],
    ['one too few', { type: 'FILE', least: 2 }, [ID], 'TOO_FEW'],
    ['a code of a channel type', { type: 'CHANNEL_TYPE' }, 'AGENT', 'FITS'],
  ])('%s', (_title, wish, value, code) => {
    expect(said(wish, value)).toBe(code);
  });

  it('is a day not before that of another field', () => {
    const wish = { type: 'DATE', after: 'first' };
    expect(said(wish, '2026-12-01', { first: '2026-12-01' })).toBe('FITS');
    expect(said(wish, '2026-11-30', { first: '2026-12-01' })).toBe('TOO_EARLY');
    expect(said(wish, '2026-11-30')).toBe('FITS');
  });

  it('is compared in whole fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (amount) => {
        const text = `${amount < 0 ? '-' : ''}${Math.trunc(Math.abs(amount) / 100)}.${String(Math.abs(amount) % 100).padStart(2, '0')}`;
        expect(fen(text) + 0).toBe(amount + 0);
      }),
    );
  });
});
