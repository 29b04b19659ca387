import { z } from 'zod';
import { plainText } from './normalise.ts';

/** Numbers and words of the rule are data; lengths count characters (code points), as NIST SP 800-63B asks. */
export const passwordPolicySchema = z
  .strictObject({
    minLength: z.int().min(8),
    /** A bound for the hash function's sake; long phrases must fit. */
    maxLength: z.int().min(64).max(1024),
    /** Well-known passwords, refused as a whole whatever their case. */
    common: z.array(z.string().min(1)),
    /** Words of the product and the company that nobody outside needs to guess. */
    contextWords: z.array(z.string().min(3)),
  })
  .refine(({ minLength, maxLength }) => minLength <= maxLength);

export type PasswordPolicy = z.infer<typeof passwordPolicySchema>;

export type PasswordRefusal = 'TOO_SHORT' | 'TOO_LONG' | 'COMMON' | 'CONTAINS_LOGIN_NAME' | 'CONTAINS_CONTEXT_WORD';

/** A login name this short would be found in ordinary words by chance. */
const SHORTEST_LOGIN_NAME = 3;

/** The one form to hash and to compare: the same keys give the same text on every keyboard and system. */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

/** Every reason against a new password, none when it may be used. There are no rules on kinds of characters. */
export function checkPassword(password: string, loginName: string, policy: PasswordPolicy): readonly PasswordRefusal[] {
  const normalised = normalisePassword(password);
  const length = Array.from(normalised).length;
  const folded = fold(normalised);
  const refusals: PasswordRefusal[] = [];
  if (length < policy.minLength) refusals.push('TOO_SHORT');
  if (length > policy.maxLength) refusals.push('TOO_LONG');
  if (policy.common.some((common) => fold(common) === folded) || isOneCharacter(folded)) refusals.push('COMMON');
  if (namesOf(loginName).some((name) => folded.includes(name))) refusals.push('CONTAINS_LOGIN_NAME');
  if (policy.contextWords.some((word) => folded.includes(fold(word)))) refusals.push('CONTAINS_CONTEXT_WORD');
  return refusals;
}

/** The login name and, where it is an e-mail address, the part before the @. */
function namesOf(loginName: string): string[] {
  const name = fold(loginName.trim());
  return [name, name.split('@')[0] ?? ''].filter((part) => Array.from(part).length >= SHORTEST_LOGIN_NAME);
}

function isOneCharacter(text: string): boolean {
  return text.length > 0 && new Set(text).size === 1;
}

function fold(text: string): string {
  return plainText(text).toLowerCase();
}
