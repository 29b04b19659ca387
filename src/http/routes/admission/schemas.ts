import { z } from 'zod';
import { RISK_GRADES } from '../../../domain/admission/policy.ts';
import { emailSchema, mainlandMobileSchema } from '../../../domain/identity/contact.ts';
import { freeText, lineText } from '../../text.ts';

export const TAG = 'admission';

export const CaseParams = z.object({ caseId: z.uuid() });
export const ItemParams = z.object({ caseId: z.uuid(), code: z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/) });
export const ItemFileParams = ItemParams.extend({ fileId: z.uuid() });

/** Years that a proof can name; PostgreSQL and people agree on them. */
const proofDate = z.iso.date().refine((date) => date >= '1900-01-01' && date <= '9000-12-31', 'DATE_RANGE');

/** ADM-01: what is written beside the proofs. Everything may still be missing; the submission asks for it. */
export const ApplicationFormSchema = z.strictObject({
  contact: z
    .strictObject({
      name: lineText(100).exactOptional(),
      mobile: mainlandMobileSchema.exactOptional(),
      email: emailSchema.exactOptional(),
    })
    .optional(),
  plan: freeText(10_000).optional(),
  expectedMonthlyVolume: z.int().min(0).max(100_000_000).optional(),
  declaredAmount: z
    .string()
    .regex(/^\d{1,12}(?:\.\d{1,2})?$/)
    .optional(),
  depositWaiver: z.boolean().optional(),
});

export const SiteSchema = z.strictObject({ name: lineText(100), address: lineText(300) });

export const ProofSchema = z
  .strictObject({
    number: lineText(100).nullable().default(null),
    validFrom: proofDate.nullable().default(null),
    validTo: proofDate.nullable().default(null),
    /** 长期: valid without an end. */
    permanent: z.boolean().default(false),
  })
  .refine(({ permanent, validTo }) => !permanent || validTo === null, {
    path: ['validTo'],
    message: 'PERMANENT_HAS_NO_END',
  })
  .refine(({ validFrom, validTo }) => validFrom === null || validTo === null || validFrom <= validTo, {
    path: ['validTo'],
    message: 'ENDS_BEFORE_IT_BEGINS',
  });

const Bilingual = z.object({ zh: z.string(), en: z.string() });

const ItemFileView = z.object({
  id: z.uuid(),
  name: z.string(),
  mime: z.string(),
  size: z.int(),
  sha256: z.string(),
});

const ItemView = z.object({
  code: z.string(),
  title: Bilingual,
  hint: Bilingual.nullable(),
  required: z.boolean(),
  numberRequired: z.boolean(),
  validityRequired: z.boolean(),
  minFiles: z.int(),
  number: z.string().nullable(),
  validFrom: z.iso.date().nullable(),
  validTo: z.iso.date().nullable(),
  permanent: z.boolean(),
  revision: z.int(),
  editable: z.boolean(),
  /** PENDING for the applicant until a return or the end tells it. */
  verdict: z.enum(['PENDING', 'PASSED', 'RETURNED']),
  remark: z.string().nullable(),
  /** Staff only. */
  verifiedBy: z.uuid().nullable(),
  verifiedAt: z.iso.datetime().nullable(),
  /** Staff only: changed after the verdict. */
  changedSince: z.boolean(),
  files: z.array(ItemFileView),
});

export const ApplicationView = z.object({
  caseId: z.uuid(),
  number: z.string(),
  state: z.string(),
  companyId: z.uuid(),
  companyName: z.string(),
  channelType: z.string(),
  unitId: z.uuid(),
  site: z.object({ name: z.string(), address: z.string() }),
  /** Contact data is masked for staff. */
  form: z.object({
    contact: z
      .object({ name: z.string().optional(), mobile: z.string().optional(), email: z.string().optional() })
      .optional(),
    plan: z.string().optional(),
    expectedMonthlyVolume: z.int().optional(),
    declaredAmount: z.string().optional(),
    depositWaiver: z.boolean().optional(),
  }),
  createdAt: z.iso.datetime(),
  submittedAt: z.iso.datetime().nullable(),
  declaredAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  reapplyFrom: z.iso.datetime().nullable(),
  riskGrade: z.enum(RISK_GRADES).nullable(),
  version: z.int(),
  checklistVersionId: z.uuid(),
  /** Whether the form itself may be saved now; items say it each for themselves. */
  editable: z.boolean(),
  items: z.array(ItemView),
});
