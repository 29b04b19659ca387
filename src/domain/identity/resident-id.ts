import { withoutSeparators } from './normalise.ts';

/** GB 11643: weights of the first 17 digits, and the check character for each remainder of 11. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/**
 * First two digits that are in use: the provinces, 71 Taiwan, 81 Hong Kong, 82 Macao, 83 residence permits of Taiwan residents.
 * A 9 in front marks a foreigner's permanent residence card (2023), whose next two digits name the province of issue.
 */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/;

/** Nobody born before it is alive; an earlier year is a slip. */
const EARLIEST_BIRTH = '1900-01-01';

const SHAPE = /^\d{17}[\dX]$/;

export type ResidentIdCheck =
  | { readonly kind: 'VALID'; readonly normalised: string; readonly bornOn: string }
  | { readonly kind: 'INVALID'; readonly reason: 'LENGTH' | 'ALPHABET' | 'REGION' | 'BIRTH_DATE' | 'CHECK_DIGIT' };

/**
 * Checks the form of an 18-digit 公民身份号码; it does not prove that the person exists. `today` is the date (`YYYY-MM-DD`) in
 * China after which nobody can be born. `normalised` is the one spelling to hash and compare.
 */
export function checkResidentId(text: string, today: string): ResidentIdCheck {
  const normalised = withoutSeparators(text).toUpperCase();
  if (Array.from(normalised).length !== 18) return { kind: 'INVALID', reason: 'LENGTH' };
  if (!SHAPE.test(normalised)) return { kind: 'INVALID', reason: 'ALPHABET' };
  if (!PROVINCES.test(normalised)) return { kind: 'INVALID', reason: 'REGION' };
  const bornOn = `${normalised.slice(6, 10)}-${normalised.slice(10, 12)}-${normalised.slice(12, 14)}`;
  if (!isDate(bornOn) || bornOn < EARLIEST_BIRTH || bornOn > today) return { kind: 'INVALID', reason: 'BIRTH_DATE' };
  if (checkCharacter(normalised) !== normalised.slice(17)) return { kind: 'INVALID', reason: 'CHECK_DIGIT' };
  return { kind: 'VALID', normalised, bornOn };
}

/** Appends the check character to the first 17 digits. Throws RangeError when they are not 17 digits. */
export function completeResidentId(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError('Not the first 17 digits of a resident id');
  return first17 + checkCharacter(first17);
}

/** First three and last four characters; the birth date never shows. Anything that is not 18 long is hidden completely. */
export function maskResidentId(text: string): string {
  const characters = Array.from(withoutSeparators(text));
  if (characters.length !== 18) return '*'.repeat(characters.length);
  return [...characters.slice(0, 3), '*'.repeat(11), ...characters.slice(-4)].join('');
}

function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits.charAt(index)), 0);
  return CHECK_CHARACTERS.charAt(sum % CHECK_CHARACTERS.length);
}

function isDate(date: string): boolean {
  const midnight = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}
