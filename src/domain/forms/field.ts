import { z } from 'zod';
import { bilingualSchema } from '../text.ts';
import { FieldCondition } from './condition.ts';

const Key = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
const OptionCode = z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/);
export const Money = z.string().regex(/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,2})?$/);

/** What somebody may do with a field. AT_END: hidden until the case is over, then to be read. */
export const FIELD_RIGHTS = ['HIDDEN', 'READ', 'EDIT', 'AT_END'] as const;
export type FieldRight = (typeof FIELD_RIGHTS)[number];

/** By who looks: whoever asked, the people of a stage while it is theirs, and everybody else of the office. */
export const Rights = z.strictObject({
  applicant: z.enum(FIELD_RIGHTS).default('EDIT'),
  office: z.enum(['HIDDEN', 'READ']).default('READ'),
  stages: z.record(z.string().max(40), z.enum(['HIDDEN', 'READ', 'EDIT'])).default({}),
});
export type Rights = z.infer<typeof Rights>;

/** Named forms of a text; a rule of its own would be code in data. */
export const TEXT_PATTERNS = ['EMAIL', 'MOBILE', 'PHONE', 'CREDIT_CODE', 'POSTCODE', 'CODE'] as const;
export type TextPattern = (typeof TEXT_PATTERNS)[number];

/** Records a field may name, by id; of channel types, by code. */
const REFERENCE_TYPES = ['ACCOUNT', 'COMPANY', 'CHANNEL', 'CASE', 'CHANNEL_TYPE'] as const;

const common = {
  key: Key,
  title: bilingualSchema,
  hint: bilingualSchema.exactOptional(),
  required: z.boolean().default(false),
  /** Shown only when all of these hold of earlier fields; what is not shown is not kept. */
  showWhen: z.array(FieldCondition).max(10).default([]),
  rights: Rights.default({ applicant: 'EDIT', office: 'READ', stages: {} }),
};
/** More than one; their order is kept. */
const several = { most: z.int().min(1).max(200).default(1) };
/** `TODAY` is the day on which the form is checked, in China. */
const day = z.union([z.literal('TODAY'), z.iso.date()]);

const Text = z.strictObject({
  ...common,
  type: z.literal('TEXT'),
  /** Characters. */
  min: z.int().min(1).max(10_000).exactOptional(),
  max: z.int().min(1).max(10_000).default(200),
  lines: z.enum(['ONE', 'MANY']).default('ONE'),
  pattern: z.enum(TEXT_PATTERNS).exactOptional(),
});
const NumberField = z.strictObject({
  ...common,
  type: z.literal('NUMBER'),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  decimals: z.int().min(0).max(6).default(0),
});
/** Yuan. */
const MoneyField = z.strictObject({
  ...common,
  type: z.literal('MONEY'),
  min: Money.exactOptional(),
  max: Money.exactOptional(),
});
const DateField = z.strictObject({
  ...common,
  type: z.literal('DATE'),
  min: day.exactOptional(),
  max: day.exactOptional(),
  /** Not before the day in this field. */
  after: Key.exactOptional(),
});
const Choice = z.strictObject({
  ...common,
  type: z.literal('CHOICE'),
  options: z
    .array(z.strictObject({ code: OptionCode, title: bilingualSchema }))
    .min(1)
    .max(200),
  ...several,
});
const YesNo = z.strictObject({ ...common, type: z.literal('BOOLEAN') });
const Reference = z.strictObject({ ...common, type: z.enum(REFERENCE_TYPES), ...several });
/** OWN: the unit the request belongs to, and what is below it. */
const UnitField = z.strictObject({
  ...common,
  type: z.literal('UNIT'),
  ...several,
  within: z.enum(['OWN', 'ANYWHERE']).default('ANYWHERE'),
});
const Files = z.strictObject({
  ...common,
  type: z.literal('FILE'),
  least: z.int().min(1).max(200).default(1),
  most: z.int().min(1).max(200).default(10),
});

/** One field of a form; which values it takes says its type. */
export const FormField = z.discriminatedUnion('type', [
  Text,
  NumberField,
  MoneyField,
  DateField,
  Choice,
  YesNo,
  Reference,
  UnitField,
  Files,
]);
export type FormField = z.infer<typeof FormField>;

/** Every type a field may have. */
export const FIELD_TYPES = [
  'TEXT',
  'NUMBER',
  'MONEY',
  'DATE',
  'CHOICE',
  'BOOLEAN',
  'ACCOUNT',
  'COMPANY',
  'CHANNEL',
  'CASE',
  'UNIT',
  'CHANNEL_TYPE',
  'FILE',
] as const satisfies readonly FormField['type'][];

/** A form as data: its fields in the order of the screen. */
export const FormBody = z.strictObject({ fields: z.array(FormField).min(1).max(100) });
export type FormBody = z.infer<typeof FormBody>;

/** Whether its value is a list. Files always are. */
export function takesList(field: FormField): boolean {
  return field.type === 'FILE' || ('most' in field && field.most > 1);
}
