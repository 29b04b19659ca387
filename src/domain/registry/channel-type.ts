import { z } from 'zod';
import { bilingualSchema } from '../text.ts';

export const SUBJECT_KINDS = ['ENTERPRISE', 'INDIVIDUAL_BUSINESS'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

const Code = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/);

/** Policy kind CHANNEL_TYPE, key = code of the type: a node of the taxonomy, which is data (TAX-01…06, TAX-09). */
export const ChannelTypeBody = z.strictObject({
  code: Code,
  parent: Code.nullable(),
  name: bilingualSchema,
  description: bilingualSchema,
  /** OWN: run by a unit of the operator; SOCIAL: run by a partner. */
  ownership: z.enum(['OWN', 'SOCIAL']),
  /** Whether partners may apply for a channel of this type. It then needs a checklist of the same key. */
  openForApplication: z.boolean(),
  subjectKinds: z.array(z.enum(SUBJECT_KINDS)),
  /** What a channel of this type may sell at most; its own service scope is a part of it. */
  services: z.array(z.strictObject({ code: Code, name: bilingualSchema })),
});
export type ChannelTypeBody = z.infer<typeof ChannelTypeBody>;

export interface ChannelTypeFault {
  readonly code: 'KEY_DIFFERS' | 'OWN_PARENT' | 'OWN_NOT_APPLIED_FOR' | 'SUBJECT_MISSING' | 'DUPLICATE_SERVICE';
  readonly path: string;
}

/** What the shape alone cannot say. `key` is the key of the policy. */
export function checkChannelType(key: string, type: ChannelTypeBody): ChannelTypeFault[] {
  const faults: ChannelTypeFault[] = [];
  if (type.code !== key) faults.push({ code: 'KEY_DIFFERS', path: 'code' });
  if (type.parent === type.code) faults.push({ code: 'OWN_PARENT', path: 'parent' });
  if (type.openForApplication && type.ownership === 'OWN') {
    faults.push({ code: 'OWN_NOT_APPLIED_FOR', path: 'openForApplication' });
  }
  if (type.openForApplication && type.subjectKinds.length === 0) {
    faults.push({ code: 'SUBJECT_MISSING', path: 'subjectKinds' });
  }
  const codes = type.services.map(({ code }) => code);
  for (const [index, code] of codes.entries()) {
    if (codes.indexOf(code) < index) faults.push({ code: 'DUPLICATE_SERVICE', path: `services.${index}.code` });
  }
  return faults;
}
