import { isWellFormed, valueOf, wordValue } from './field-values.ts';
import type { FilledClause } from './fill-clauses.ts';
import { replacePlaceholders } from './placeholders.ts';
import type { ContractTemplate, ContractValues } from './template.ts';

/**
 * The clauses as far as they are filled, for the eyes of whoever drafts: an open field stands as its label in brackets. The document
 * itself is made by `fillClauses`, which knows no open fields.
 */
export function previewClauses(template: ContractTemplate, values: ContractValues): FilledClause[] {
  const fields = new Map(template.fields.map((field) => [field.code, field]));
  const worded = (code: string): string => {
    const field = fields.get(code);
    const value = (valueOf(values, code) ?? '').replaceAll(/\r\n?/gu, '\n').trim();
    if (field === undefined) return `【${code}】`;
    return isWellFormed(field.kind, value) ? wordValue(field.kind, value) : `【${field.label.zh}】`;
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
