import { z } from 'zod';
import type { PhaseOrder } from '../routes/phase-order.ts';
import { durationSchema } from '../time/duration.ts';

const Text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

export const RISK_GRADES = ['LOW', 'MEDIUM', 'HIGH'] as const;
export type RiskGrade = (typeof RISK_GRADES)[number];
const RiskGrade = z.enum(RISK_GRADES);

/** Policy kind PROCESS_POLICY, key ADMISSION: every number of the admission (product §2.1). */
export const AdmissionPolicyBody = z.strictObject({
  supplement: z.strictObject({ window: durationSchema, remindBefore: z.array(durationSchema) }),
  /** After a refusal; `atOnceReasons` are the reason codes after which the company may apply again at once. */
  reapply: z.strictObject({
    /** In a plain unit: where a calendar's known years end, nobody could say when the wait is over. */
    after: durationSchema.refine(({ unit }) => !unit.startsWith('WORKING_'), 'PLAIN_UNIT_WANTED'),
    atOnceReasons: z.array(z.string()),
  }),
  objection: z.strictObject({ window: durationSchema, contact: Text }),
  /** Whether applicants see the names of those who decide, and not only their roles and units. */
  showStaffNames: z.boolean().default(false),
  refusalReasons: z.array(z.strictObject({ code: z.string(), label: Text })).min(1),
  /** Phases in which no route may let the system approve when time is up. */
  noAutomaticApproval: z.array(z.string()).optional(),
  uploads: z.strictObject({
    maxBytes: z.number().int().positive(),
    maxFilesPerItem: z.number().int().positive(),
    types: z.array(z.string()).min(1),
  }),
  screening: z.strictObject({
    /** Credit grades that pass the screening alone; the others, and "not found", go to a person. */
    passGrades: z.array(z.string()),
    /** What each finding makes the risk at least; the worst of all findings counts (product §2.1). */
    risk: z.strictObject({
      byCreditGrade: z.record(z.string(), RiskGrade),
      creditUnknown: RiskGrade,
      affiliateHit: RiskGrade,
      /** A first-time applicant who asks to be freed of the deposit. */
      depositWaived: RiskGrade,
    }),
  }),
});
export type AdmissionPolicyBody = z.infer<typeof AdmissionPolicyBody>;

/** Policy kind CHECKLIST, key = channel type code (ADM-02, ADM-18). */
export const ChecklistBody = z.strictObject({
  channelType: z.string(),
  items: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/),
        title: Text,
        hint: Text.optional(),
        required: z.boolean(),
        numberRequired: z.boolean().default(false),
        validityRequired: z.boolean().default(false),
        minFiles: z.number().int().min(0).default(1),
      }),
    )
    .min(1)
    .refine((items) => new Set(items.map(({ code }) => code)).size === items.length, 'DUPLICATE_ITEM'),
});
export type ChecklistBody = z.infer<typeof ChecklistBody>;

/** Phases of the admission in the order of the regulation; which of them have human stages a route must bring. */
export const ADMISSION_PHASES = ['SCREENING', 'MATERIAL_REVIEW', 'LEADER_APPROVAL', 'CONTRACTING', 'SIGNING'] as const;
type AdmissionPhase = (typeof ADMISSION_PHASES)[number];

/** Where the workflow of the admission can go back to; a route may not name a return that leads elsewhere. */
const RETURNS: Readonly<Partial<Record<AdmissionPhase, readonly AdmissionPhase[]>>> = {
  LEADER_APPROVAL: ['MATERIAL_REVIEW'],
  SIGNING: ['CONTRACTING'],
};
export const ADMISSION_ORDER: PhaseOrder = ADMISSION_PHASES.map((name) => ({
  name,
  returnsTo: RETURNS[name] ?? [],
  // The registers are asked first, and people only about what these leave open.
  mayDecideAlone: name === 'SCREENING',
  // Nobody is admitted by their own word (ADM-05), and nobody is bound by the other's alone (ADM-07).
  decidedBy: name === 'SIGNING' ? 'BOTH_SIDES' : 'STAFF',
}));
