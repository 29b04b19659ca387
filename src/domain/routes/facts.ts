import { z } from 'zod';

/** A condition on closed facts of a case; every part that is given has to hold, without any it holds always. */
export const FactCondition = z.strictObject({
  channelTypes: z.array(z.string()).optional(),
  /** Codes of units; the case's own unit or anything above it matches. */
  units: z.array(z.string()).optional(),
  riskGrades: z.array(z.enum(['LOW', 'MEDIUM', 'HIGH'])).optional(),
  amountFrom: z.number().optional(),
  amountBelow: z.number().optional(),
});
export type FactCondition = z.infer<typeof FactCondition>;

/** Null where the case has no such fact: then no condition on it holds. */
export interface CaseFacts {
  readonly channelType: string | null;
  /** Codes from the case's own unit up to the province. */
  readonly units: readonly string[];
  readonly riskGrade: 'LOW' | 'MEDIUM' | 'HIGH' | null;
  /** Nothing declared is 0. */
  readonly amount: number;
}

export function holds(when: FactCondition, { channelType, units, riskGrade, amount }: CaseFacts): boolean {
  if (when.channelTypes !== undefined && !within(when.channelTypes, channelType)) return false;
  if (when.units !== undefined && !when.units.some((code) => units.includes(code))) return false;
  if (when.riskGrades !== undefined && !within(when.riskGrades, riskGrade)) return false;
  if (when.amountFrom !== undefined && amount < when.amountFrom) return false;
  return when.amountBelow === undefined || amount < when.amountBelow;
}

function within(values: readonly string[], value: string | null): boolean {
  return value !== null && values.includes(value);
}
