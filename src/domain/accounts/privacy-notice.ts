import { z } from 'zod';
import { bilingualSchema } from '../text.ts';

/** Policy kind PRIVACY_NOTICE, key `default`: what people consent to before they register (ORG-10). One paragraph a line. */
export const PrivacyNoticeBody = z.strictObject({ title: bilingualSchema, text: bilingualSchema });
export type PrivacyNoticeBody = z.infer<typeof PrivacyNoticeBody>;
