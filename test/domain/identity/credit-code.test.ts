import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkCreditCode, completeCreditCode, organisationCode } from '../../../src/domain/identity/credit-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const valid = (normalised: string) => ({ kind: 'VALID', normalised, warnings: [] });
const invalid = (reason: string) => ({ kind: 'INVALID', reason });

const character = fc.constantFrom(...Array.from(ALPHABET));
const digit = fc.constantFrom(...Array.from('0123456789'));
const text = (unit: fc.Arbitrary<string>, length: number) => fc.string({ unit, minLength: length, maxLength: length });

/** Codes right in every part, as a registry would hand them out. */
const soundCode = fc
  .tuple(text(character, 2), text(digit, 6), text(character, 8))
  .map(([authority, region, body]) => completeCreditCode(authority + region + organisationCode(body)));

describe('checkCreditCode', () => {
  it.each([
    '91440300708461136T',
    '914403001922038216',
    '91330100799655058B',
    '91110000802100433B',
    '911100007109250324',
    '91310110666007217T',
    '91330106673959654P',
  ])('accepts the published code %s', (code) => {
    expect(checkCreditCode(code)).toEqual(valid(code));
  });

  it('refuses the worked example of the standard with a wrong end, and accepts the calculated one', () => {
    expect(checkCreditCode('91350100M000100Y44')).toEqual(invalid('CHECK_DIGIT'));
    expect(checkCreditCode('91350100M000100Y43')).toEqual(valid('91350100M000100Y43'));
  });

  it.each(['91310115591693856B', '91440300708461136Y', '914403001922038210'])('refuses the slip %s', (code) => {
    expect(checkCreditCode(code)).toEqual(invalid('CHECK_DIGIT'));
  });

  it('checks a sum that divides evenly by the character 0', () => {
    // 17 times 0 is the smallest such sum; the second is 9 × 1 + 1 × 3 + 19.
    expect(completeCreditCode('00000000000000000')).toBe('000000000000000000');
    expect(completeCreditCode('91001000000000000')).toBe('910010000000000000');
    expect(checkCreditCode('910010000000000000')).toMatchObject({ kind: 'VALID' });
    expect(checkCreditCode('91001000000000000Y')).toEqual(invalid('CHECK_DIGIT'));
  });

  it('warns of an organisation code whose own digit is wrong, without refusing', () => {
    const code = completeCreditCode('91410100MA0000000');

    expect(organisationCode('MA000000')).not.toBe('MA0000000');
    expect(checkCreditCode(code)).toEqual({ kind: 'VALID', normalised: code, warnings: ['INNER_DIGIT'] });
  });

  it.each([
    ['lower case', '91440300708461136t'],
    ['spaces between groups', ' 9144 0300 7084 6113 6T\n'],
    ['hyphens and dashes', '9144-0300–7084—6113−6T'],
    ['full-width characters', '９１４４０３００７０８４６１１３６Ｔ'],
    ['invisible characters from a copied text', '\u{feff}91440300\u{200b}708461136T\u{202c}'],
  ])('does not mind %s', (_what, written) => {
    expect(checkCreditCode(written)).toEqual(valid('91440300708461136T'));
  });

  it.each([
    ['nothing', '', 'LENGTH'],
    ['17 characters', '91440300708461136', 'LENGTH'],
    ['19 characters', '91440300708461136T0', 'LENGTH'],
    ['15 characters, the registration number of old', '440301103098303', 'LENGTH'],
    ['an I for a 1', '9I440300708461136T', 'ALPHABET'],
    ['an O for a 0', '914403OO708461136T', 'ALPHABET'],
    ['an S', '91440300S08461136T', 'ALPHABET'],
    ['a V', '91440300V08461136T', 'ALPHABET'],
    ['a Z at the end', '91350100M000100Y4Z', 'ALPHABET'],
    ['a letter in the region', '9144A300708461136T', 'ALPHABET'],
    ['a Chinese character', '9144030070846113六T', 'ALPHABET'],
    ['a character outside the basic plane', '91440300708461136𠮷', 'ALPHABET'],
  ])('refuses %s', (_what, code, reason) => {
    expect(checkCreditCode(code)).toEqual(invalid(reason));
  });

  it('accepts every sound code, without warning', () => {
    fc.assert(
      fc.property(soundCode, (code) => {
        expect(checkCreditCode(code)).toEqual(valid(code));
        expect(checkCreditCode(code.toLowerCase())).toEqual(valid(code));
      }),
    );
  });

  it('notices every change of one character', () => {
    fc.assert(
      fc.property(soundCode, fc.nat(17), character, (code, index, other) => {
        fc.pre(code.charAt(index) !== other);
        const changed = code.slice(0, index) + other + code.slice(index + 1);

        expect(checkCreditCode(changed).kind).toBe('INVALID');
      }),
      { numRuns: 1000 },
    );
  });

  it('notices every exchange of two neighbours before the check character', () => {
    fc.assert(
      fc.property(soundCode, fc.nat(15), (code, index) => {
        const [left, right] = [code.charAt(index), code.charAt(index + 1)];
        fc.pre(left !== right);

        expect(checkCreditCode(code.slice(0, index) + right + left + code.slice(index + 2)).kind).toBe('INVALID');
      }),
      { numRuns: 1000 },
    );
  });

  it('answers on any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (anything) => {
        expect(['VALID', 'INVALID']).toContain(checkCreditCode(anything).kind);
      }),
    );
  });
});

describe('completeCreditCode', () => {
  it.each(['', '9144030070846113', '91440300708461136T', '9I440300708461136', 'a1440300708461136'])(
    'throws on "%s"',
    (first17) => {
      expect(() => completeCreditCode(first17)).toThrow(RangeError);
    },
  );
});

describe('organisationCode', () => {
  it.each([
    ['70846113', '708461136'],
    ['80210043', '802100433'],
    ['D2143569', 'D2143569X'],
    ['00000000', '000000000'],
    ['10000000', '100000008'],
  ])('completes %s to %s', (first8, whole) => {
    expect(organisationCode(first8)).toBe(whole);
  });

  it.each(['', '7084611', '708461136', 'd2143569'])('throws on "%s"', (first8) => {
    expect(() => organisationCode(first8)).toThrow(RangeError);
  });
});
