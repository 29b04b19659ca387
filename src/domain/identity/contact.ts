import { z } from 'zod';
import { plainText, withoutSeparators } from './normalise.ts';

/** RFC 5321 allows 254 octets between the angle brackets of MAIL and RCPT. */
const LONGEST_EMAIL = 254;

/** An address that one mailbox is stored and compared under: trimmed, lower case, without display name or line breaks. */
export const emailSchema = z
  .string()
  .transform((text) => plainText(text).trim().toLowerCase())
  .pipe(z.email().max(LONGEST_EMAIL));

/** A mainland mobile number as its eleven digits; +86, 0086, 86, spaces, hyphens and full-width digits are accepted and dropped. */
export const mainlandMobileSchema = z
  .string()
  .transform((text) => withoutSeparators(text).replace(/^(?:\+|00)?86(?=1\d{10}$)/, ''))
  .pipe(z.string().regex(/^1[3-9]\d{9}$/));
