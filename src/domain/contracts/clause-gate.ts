import { isWellFormed, valueOf } from './field-values.ts';
import { placeholdersIn } from './placeholders.ts';
import type { ClauseKind, ContractTemplate, ContractValues, TemplateClause } from './template.ts';

/** What a clause still lacks. A kind without any clause is named by its kind, and lacks no field. */
export interface MissingClause {
  clause: string;
  kind: ClauseKind;
  fields: string[];
}

export type ClauseGate = { kind: 'COMPLETE' } | { kind: 'INCOMPLETE'; missing: MissingClause[] };

/**
 * No contract is issued unless every mandatory clause is there and every field of it is filled and well-formed (CTR-03,
 * CTR-04, CTR-05). In the other clauses the required fields must be; a value that is given must be well-formed anywhere.
 */
export function clauseGate(template: ContractTemplate, values: ContractValues): ClauseGate {
  const absent = template.mandatoryKinds
    .filter((kind) => !template.clauses.some((clause) => clause.kind === kind))
    .map((kind): MissingClause => ({ clause: kind, kind, fields: [] }));
  const unfilled = template.clauses
    .map((clause): MissingClause => ({
      clause: clause.code,
      kind: clause.kind,
      fields: placeholdersIn(clause.body.zh).filter(
        (code) => !isSettled(code, isMandatory(clause, template), template, values),
      ),
    }))
    .filter(({ fields }) => fields.length > 0);
  const missing = [...absent, ...unfilled];
  return missing.length === 0 ? { kind: 'COMPLETE' } : { kind: 'INCOMPLETE', missing };
}

function isMandatory(clause: TemplateClause, { mandatoryKinds }: ContractTemplate): boolean {
  return clause.mandatory || mandatoryKinds.includes(clause.kind);
}

function isSettled(code: string, mandatory: boolean, template: ContractTemplate, values: ContractValues): boolean {
  const field = template.fields.find((candidate) => candidate.code === code);
  const value = valueOf(values, code);
  if (!field) return false;
  if (value === undefined || value.trim() === '') return !mandatory && !field.required;
  return isWellFormed(field.kind, value) && endsAfterItStarts(code, template, values);
}

/** Dates in this form sort as text. A start that is missing is told at its own field. */
function endsAfterItStarts(code: string, { periods }: ContractTemplate, values: ContractValues): boolean {
  return periods
    .filter(({ to }) => to === code)
    .every(({ from, to }) => (valueOf(values, from) ?? '') < (valueOf(values, to) ?? ''));
}
