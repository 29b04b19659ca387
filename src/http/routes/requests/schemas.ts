import { z } from 'zod';
import { SentValues } from '../../../domain/forms/values.ts';
import { FIELD_TYPES } from '../../../domain/forms/field.ts';
import { InstantSchema } from '../tasks/schemas.ts';

export const TAG = 'requests';

export const CaseParams = z.object({ caseId: z.uuid() });
export const TaskParams = z.object({ taskId: z.uuid() });
export const VersionSchema = z.object({ caseId: z.uuid(), version: z.int() });

const Bilingual = z.object({ zh: z.string(), en: z.string() });

export const ValuesField = SentValues.meta({
  description:
    'By the key of the field. Null, an empty text and an empty list say that it is not filled in; money is a decimal text, a date YYYY-MM-DD.',
});

/** A field as its form has it, with what this person may do with it. */
const FieldSchema = z.looseObject({
  key: z.string(),
  title: Bilingual,
  type: z.enum(FIELD_TYPES),
  required: z.boolean(),
  right: z.enum(['READ', 'EDIT']),
  shown: z.boolean().meta({ description: 'Whether its conditions hold with what is filled in.' }),
});

export const RequestSchema = z.object({
  caseId: z.uuid(),
  number: z.string(),
  kind: z.string(),
  kindVersionId: z.uuid(),
  titleZh: z.string(),
  titleEn: z.string(),
  state: z.string(),
  outcome: z.string().nullable(),
  outcomeTitle: Bilingual.nullable(),
  companyId: z.uuid().nullable(),
  unitId: z.uuid(),
  subjectCaseId: z.uuid().nullable(),
  subjectCompanyId: z.uuid().nullable(),
  createdAt: InstantSchema,
  submittedAt: InstantSchema.nullable(),
  declaredAt: InstantSchema.nullable(),
  closedAt: InstantSchema.nullable(),
  version: z.int(),
  declaration: z.boolean(),
  editable: z.boolean(),
  fields: z.array(FieldSchema),
  values: z.record(z.string(), z.unknown()),
});

export const KindSchema = z.object({
  code: z.string(),
  versionId: z.uuid(),
  title: Bilingual,
  description: Bilingual.nullable(),
  /** For which of my companies I may ask. */
  companyIds: z.array(z.uuid()),
  asStaff: z.boolean(),
  subject: z.enum(['NONE', 'COMPANY', 'CASE']),
  declaration: z.boolean(),
});
