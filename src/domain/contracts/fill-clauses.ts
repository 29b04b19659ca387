import { clauseGate } from './clause-gate.ts';
import { valueOf, wordValue } from './field-values.ts';
import { replacePlaceholders } from './placeholders.ts';
import type { ContractTemplate, ContractValues } from './template.ts';

/** A clause in Chinese, the language of the contract; the English title is for lists and overviews. */
export interface FilledClause {
  code: string;
  title: string;
  titleEn: string;
  paragraphs: string[];
}

/** Stands for a field that may stay empty, so that nobody can fill in the blank later. */
const NOT_AGREED = '／';

/**
 * The clauses with their values, in the order of the template. Line breaks inside a value stay inside its paragraph, so
 * no value can pass for a paragraph of its own. Throws unless `clauseGate` finds the contract complete.
 */
export function fillClauses(template: ContractTemplate, values: ContractValues): FilledClause[] {
  if (clauseGate(template, values).kind !== 'COMPLETE') throw new Error('The clauses of the contract are not complete');
  const kinds = new Map(template.fields.map(({ code, kind }) => [code, kind]));
  const worded = (code: string) => {
    const kind = kinds.get(code);
    const value = (valueOf(values, code) ?? '').replaceAll(/\r\n?/gu, '\n').trim();
    return kind === undefined || value === '' ? NOT_AGREED : wordValue(kind, value);
  };
  return template.clauses.map(({ code, title, body }) => ({
    code,
    title: title.zh,
    titleEn: title.en,
    paragraphs: body.zh
      .split(/\r?\n/u)
      .filter((line) => line.trim() !== '')
      .map((line) => replacePlaceholders(line, worded)),
  }));
}
