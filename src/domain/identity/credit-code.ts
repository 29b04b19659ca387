import { withoutSeparators } from './normalise.ts';

/** GB 32100: position in this text is the character's value; I, O, S, V and Z do not occur. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const MODULUS = 31;

/** Authority and kind, six digits of the region, nine characters of the organisation code. */
const BODY = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{9}$/;

/** GB 11714, the organisation code inside: letters count from A = 10 to Z = 35. */
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const ORGANISATION_MODULUS = 11;

export type CreditCodeCheck =
  | { readonly kind: 'VALID'; readonly normalised: string; readonly warnings: readonly 'INNER_DIGIT'[] }
  | { readonly kind: 'INVALID'; readonly reason: 'LENGTH' | 'ALPHABET' | 'CHECK_DIGIT' };

/**
 * Checks the form of a 统一社会信用代码 (ADM-02); a valid form does not prove that the company exists. Case, full-width forms
 * and separators do not matter, `normalised` is the one spelling to store and compare. Some codes handed out early carry an
 * organisation code whose own digit is wrong: that is a warning, because those companies have no other code.
 */
export function checkCreditCode(text: string): CreditCodeCheck {
  const normalised = withoutSeparators(text).toUpperCase();
  if (Array.from(normalised).length !== 18) return { kind: 'INVALID', reason: 'LENGTH' };
  const body = normalised.slice(0, 17);
  const last = normalised.slice(17);
  if (!BODY.test(body) || !ALPHABET.includes(last)) return { kind: 'INVALID', reason: 'ALPHABET' };
  if (checkCharacter(body) !== last) return { kind: 'INVALID', reason: 'CHECK_DIGIT' };
  const innerDigitFits = organisationDigit(body.slice(8, 16)) === body.slice(16);
  return { kind: 'VALID', normalised, warnings: innerDigitFits ? [] : ['INNER_DIGIT'] };
}

/** Appends the check character to the first 17. Throws RangeError when they cannot begin a code. */
export function completeCreditCode(first17: string): string {
  if (!BODY.test(first17)) throw new RangeError('Not the first 17 characters of a credit code');
  return first17 + checkCharacter(first17);
}

/** Appends the check digit to the first 8 characters of an organisation code. Throws RangeError when they cannot begin one. */
export function organisationCode(first8: string): string {
  if (!/^[0-9A-Z]{8}$/.test(first8)) throw new RangeError('Not the first 8 characters of an organisation code');
  return first8 + organisationDigit(first8);
}

function checkCharacter(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * ALPHABET.indexOf(body.charAt(index)), 0);
  // The outer remainder turns 31 into 0: a sum that divides evenly is checked by the character 0.
  return ALPHABET.charAt((MODULUS - (sum % MODULUS)) % MODULUS);
}

function organisationDigit(first8: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, index) => total + weight * Number.parseInt(first8.charAt(index), 36),
    0,
  );
  const digit = (ORGANISATION_MODULUS - (sum % ORGANISATION_MODULUS)) % ORGANISATION_MODULUS;
  return digit === 10 ? 'X' : String(digit);
}
