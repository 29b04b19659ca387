import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkResidentId, completeResidentId, maskResidentId } from '../../../src/domain/identity/resident-id.ts';

const TODAY = '2026-03-02';
const check = (text: string) => checkResidentId(text, TODAY);

/** Region codes and birth dates of nobody: sequence numbers 000 are not handed out. */
const invented = (region: string, born: string) => completeResidentId(`${region}${born}000`);

const soundId = fc
  .tuple(
    fc.constantFrom('110101', '410105', '659001', '810000', '830000', '911840'),
    fc.date({ min: new Date('1900-01-01'), max: new Date('2026-03-01'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([region, born, sequence]) =>
    completeResidentId(
      region + born.toISOString().slice(0, 10).replaceAll('-', '') + String(sequence).padStart(3, '0'),
    ),
  );

describe('checkResidentId', () => {
  it('accepts the example of the standard and says when its holder was born', () => {
    expect(check('11010519491231002X')).toEqual({
      kind: 'VALID',
      normalised: '11010519491231002X',
      bornOn: '1949-12-31',
    });
  });

  it.each([
    '11010519491231002x',
    ' 110105 19491231 002X ',
    '１１０１０５１９４９１２３１００２Ｘ',
    '110105-19491231-002X',
  ])('does not mind how %s is written', (written) => {
    expect(check(written)).toMatchObject({ kind: 'VALID', normalised: '11010519491231002X' });
  });

  it.each([
    ['nothing', '', 'LENGTH'],
    ['17 digits', '11010519491231002', 'LENGTH'],
    ['19 digits', '1101051949123100200', 'LENGTH'],
    ['the 15 digits of old', '110105491231002', 'LENGTH'],
    ['a letter', '11010519491231A02X', 'ALPHABET'],
    ['an X before the end', '1101051949123100X2', 'ALPHABET'],
    ['a wrong check character', '110105194912310021', 'CHECK_DIGIT'],
    ['region 00', invented('000000', '19900101'), 'REGION'],
    ['region 16', invented('160000', '19900101'), 'REGION'],
    ['region 84', invented('840000', '19900101'), 'REGION'],
    ['the 29th of February of a common year', invented('410105', '20230229'), 'BIRTH_DATE'],
    ['the 29th of February 1900', invented('410105', '19000229'), 'BIRTH_DATE'],
    ['month 13', invented('410105', '19901301'), 'BIRTH_DATE'],
    ['month 00', invented('410105', '19900001'), 'BIRTH_DATE'],
    ['the 31st of April', invented('410105', '19900431'), 'BIRTH_DATE'],
    ['a birth before anybody alive', invented('410105', '18991231'), 'BIRTH_DATE'],
    ['a birth tomorrow', invented('410105', '20260303'), 'BIRTH_DATE'],
  ])('refuses %s', (_what, id, reason) => {
    expect(check(id)).toEqual({ kind: 'INVALID', reason });
  });

  it.each([
    ['the 29th of February of a leap year', invented('410105', '20240229')],
    ['a birth today', invented('410105', '20260302')],
    ['the first possible birth', invented('410105', '19000101')],
    ['a Taiwan resident’s permit', invented('830000', '19900101')],
    ['a foreigner’s permanent residence card', invented('911840', '19900101')],
  ])('accepts %s', (_what, id) => {
    expect(check(id).kind).toBe('VALID');
  });

  it('notices every change of one digit and every exchange of unequal neighbours', () => {
    fc.assert(
      fc.property(soundId, fc.nat(16), fc.integer({ min: 1, max: 9 }), (id, index, step) => {
        expect(check(id).kind).toBe('VALID');

        const other = String((Number(id.charAt(index)) + step) % 10);
        expect(check(id.slice(0, index) + other + id.slice(index + 1)).kind).toBe('INVALID');

        const [left, right] = [id.charAt(index), id.charAt(index + 1)];
        if (left === right) return;
        expect(check(id.slice(0, index) + right + left + id.slice(index + 2)).kind).toBe('INVALID');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('completeResidentId', () => {
  it.each(['', '1101051949123100', '11010519491231002X', '1101051949123100X'])('throws on "%s"', (first17) => {
    expect(() => completeResidentId(first17)).toThrow(RangeError);
  });
});

describe('maskResidentId', () => {
  it('shows the first three and the last four characters', () => {
    expect(maskResidentId('11010519491231002X')).toBe('110***********002X');
    expect(maskResidentId('110105 19491231 002X')).toBe('110***********002X');
  });

  it.each([
    ['', ''],
    ['110105491231002', '***************'],
    ['1101051949123100200', '*******************'],
  ])('hides "%s", which is none, completely', (text, masked) => {
    expect(maskResidentId(text)).toBe(masked);
  });
});
