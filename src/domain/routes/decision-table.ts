import { z } from 'zod';

/** Policy kind DECISION_TABLE: the first row whose every condition holds names the route. An absent condition holds always. */
export const DecisionTableBody = z.strictObject({
  process: z.string(),
  rows: z
    .array(
      z.strictObject({
        when: z.strictObject({
          channelTypes: z.array(z.string()).optional(),
          /** Codes of units; the case's county or anything above it matches. */
          units: z.array(z.string()).optional(),
          riskGrades: z.array(z.enum(['LOW', 'MEDIUM', 'HIGH'])).optional(),
          amountFrom: z.number().optional(),
          amountBelow: z.number().optional(),
        }),
        route: z.string(),
      }),
    )
    .min(1),
});
export type DecisionTableBody = z.infer<typeof DecisionTableBody>;

export interface DecisionFacts {
  readonly channelType: string;
  /** Codes from the case's county up to the province. */
  readonly units: readonly string[];
  readonly riskGrade: 'LOW' | 'MEDIUM' | 'HIGH';
  readonly amount: number;
}

/** Undefined when no row fits; a published table ends with a row without conditions, so that does not happen. */
export function chooseRoute(table: DecisionTableBody, facts: DecisionFacts): string | undefined {
  return table.rows.find(({ when }) => {
    if (when.channelTypes !== undefined && !when.channelTypes.includes(facts.channelType)) return false;
    if (when.units !== undefined && !when.units.some((code) => facts.units.includes(code))) return false;
    if (when.riskGrades !== undefined && !when.riskGrades.includes(facts.riskGrade)) return false;
    if (when.amountFrom !== undefined && facts.amount < when.amountFrom) return false;
    return when.amountBelow === undefined || facts.amount < when.amountBelow;
  })?.route;
}
