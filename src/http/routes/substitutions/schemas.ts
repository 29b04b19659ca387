import { z } from 'zod';
import { freeText } from '../../text.ts';
import { InstantSchema, PersonSchema } from '../tasks/schemas.ts';

export const TAG = 'substitutions';
export const SubstitutionParams = z.object({ substitutionId: z.uuid() });

const Amount = z.number().min(0).max(9_999_999_999_999).multipleOf(0.01);
const Process = z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/);
const distinct = (list: readonly string[]): boolean => new Set(list).size === list.length;

/** What is left out leaves no case out. */
export const NewSubstitutionField = z
  .strictObject({
    principalId: z.uuid().optional().meta({ description: 'Left out: myself. Somebody else: for administrators.' }),
    substituteId: z.uuid(),
    from: z.iso.datetime({ offset: true }).optional().meta({ description: 'Left out: from now on.' }),
    to: z.iso.datetime({ offset: true }).meta({ description: 'Exclusive.' }),
    processes: z.array(Process).min(1).max(50).refine(distinct, 'TWICE').optional(),
    unitIds: z
      .array(z.uuid())
      .min(1)
      .max(200)
      .refine(distinct, 'TWICE')
      .optional()
      .meta({ description: 'Cases of these units and of those below them.' }),
    amountFrom: Amount.optional().meta({ description: 'Inclusive, in yuan.' }),
    amountBelow: Amount.optional().meta({ description: 'Exclusive, in yuan.' }),
    reason: freeText(1000),
  })
  .refine(({ amountFrom = 0, amountBelow }) => amountBelow === undefined || amountFrom < amountBelow, {
    path: ['amountBelow'],
    message: 'NO_AMOUNT_BETWEEN',
  });

const UnitName = z.object({ id: z.uuid(), nameZh: z.string(), nameEn: z.string() });

export const SubstitutionSchema = z
  .object({
    id: z.uuid(),
    principal: PersonSchema,
    substitute: PersonSchema,
    state: z.enum(['PLANNED', 'RUNNING', 'ENDED', 'REVOKED']),
    from: InstantSchema,
    to: InstantSchema,
    processes: z.array(z.string()).nullable(),
    units: z.array(UnitName).nullable(),
    amountFrom: z.number().nullable(),
    amountBelow: z.number().nullable(),
    reason: z.string(),
    createdBy: PersonSchema,
    createdAt: InstantSchema,
    revokedBy: PersonSchema.nullable(),
    revokedAt: InstantSchema.nullable(),
  })
  .meta({ id: 'Substitution' });

/** Those that are neither ended nor revoked, or all there ever were. */
export const StandingField = z.enum(['standing', 'all']).default('standing');
