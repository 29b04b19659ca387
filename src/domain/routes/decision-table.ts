import { z } from 'zod';
import { FactCondition, holds, type CaseFacts } from './facts.ts';

/** Policy kind DECISION_TABLE: the first row whose every condition holds names the route. An absent condition holds always. */
export const DecisionTableBody = z.strictObject({
  process: z.string(),
  rows: z.array(z.strictObject({ when: FactCondition, route: z.string() })).min(1),
});
export type DecisionTableBody = z.infer<typeof DecisionTableBody>;

/** Undefined when no row fits; a published table ends with a row without conditions, so that does not happen. */
export function chooseRoute(table: DecisionTableBody, facts: CaseFacts): string | undefined {
  return table.rows.find(({ when }) => holds(when, facts))?.route;
}
