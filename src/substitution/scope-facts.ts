import type { DatedSubstitution } from '../domain/substitution/cycle.ts';
import type { Facts } from '../domain/refusal.ts';

/** A substitution as the audit names it: ids and codes; the reason stays in its row. */
export function scopeFacts(substitution: Omit<DatedSubstitution, 'id'>): Facts {
  const { principalId, substituteId, from, to, processes, unitIds, amountFrom, amountBelow } = substitution;
  return {
    principal: principalId,
    substitute: substituteId,
    from: from.toISOString(),
    to: to.toISOString(),
    processes,
    units: unitIds,
    amountFrom,
    amountBelow,
  };
}
