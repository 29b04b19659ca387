import { z } from 'zod';
import { emailSchema } from '../../../domain/identity/contact.ts';
import { freeText, lineText } from '../../text.ts';

/** As typed; what is allowed in a new one says the ACCOUNTS policy. */
export const PasswordField = freeText(1_024);
export const LoginField = freeText(254);
export const PersonNameField = lineText(100);
export const LocaleField = z.enum(['zh-CN', 'en']);
/** Normalised: trimmed, lower case. NUL and the like never get that far. */
export const EmailField = emailSchema;
export const LinkToken = z.string().regex(/^[\w-]{43}$/);
export const Done = z.object({});

export const MeSchema = z
  .object({
    accountId: z.uuid(),
    kind: z.enum(['STAFF', 'MEMBER', 'SERVICE']),
    locale: z.string(),
    login: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    roles: z.array(
      z.object({
        role: z.string(),
        level: z.string().nullable(),
        post: z.string().nullable(),
        unitId: z.uuid(),
        unitNameZh: z.string(),
        unitNameEn: z.string(),
      }),
    ),
    companies: z.array(z.object({ companyId: z.uuid(), companyName: z.string(), roles: z.array(z.string()) })),
    scopes: z.array(z.string()),
    permissions: z.array(z.string()),
    consented: z
      .boolean()
      .meta({ description: 'Whether the present privacy notice was consented to; true for staff.' }),
  })
  .meta({ id: 'Me' });
