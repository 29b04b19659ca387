/**
 * Two ways of writing one address compare equal: width, case, white space and punctuation do not make a second site. Only for
 * comparison, never shown.
 */
export function normaliseSite(address: string): string {
  return address
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}\p{Cc}\p{Cf}]/gu, '');
}
