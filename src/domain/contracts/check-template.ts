import { hasStrayBraces, placeholdersIn } from './placeholders.ts';
import { KINDS_REQUIRED_BY_LAW, type ContractTemplate, type TemplateClause } from './template.ts';

export type TemplateProblemCode =
  | 'DUPLICATE_CLAUSE'
  | 'DUPLICATE_FIELD'
  | 'DUPLICATE_SIGNER'
  | 'FIELD_NOT_USED'
  | 'KIND_REQUIRED_BY_LAW'
  | 'LANGUAGES_DIFFER'
  | 'MANDATORY_KIND_WITHOUT_CLAUSE'
  | 'PERIOD_NOT_OF_DATES'
  | 'STRAY_BRACES'
  | 'UNKNOWN_PLACEHOLDER';

/** `at` is the code of the clause, field, kind or party concerned; `field` the placeholder, where there is one. */
export interface TemplateProblem {
  code: TemplateProblemCode;
  at: string;
  field?: string;
}

/** Everything that keeps a template from being published (CTR-03, CTR-04, CTR-05, CTR-11); empty when it is sound. */
export function checkTemplate(template: ContractTemplate): TemplateProblem[] {
  return [
    ...problems('DUPLICATE_FIELD', repeated(template.fields.map(({ code }) => code))),
    ...problems('DUPLICATE_CLAUSE', repeated(template.clauses.map(({ code }) => code))),
    ...problems('DUPLICATE_SIGNER', repeated(template.signOrder)),
    ...template.clauses.flatMap((clause) => checkPlaceholders(clause, template)),
    ...problems('FIELD_NOT_USED', unusedFields(template)),
    ...problems('PERIOD_NOT_OF_DATES', periodEndsThatAreNoDates(template)),
    ...problems('MANDATORY_KIND_WITHOUT_CLAUSE', kindsWithoutClause(template)),
    ...problems(
      'KIND_REQUIRED_BY_LAW',
      KINDS_REQUIRED_BY_LAW.filter((kind) => !template.mandatoryKinds.includes(kind)),
    ),
  ];
}

function checkPlaceholders({ code, title, body }: TemplateClause, { fields }: ContractTemplate): TemplateProblem[] {
  const known = new Set(fields.map((field) => field.code));
  const inZh = placeholdersIn(body.zh);
  const inEn = placeholdersIn(body.en);
  const used = [...new Set([...inZh, ...inEn])];
  const titles = `${title.zh} ${title.en}`;
  // Titles are printed as they stand, so even a well-formed placeholder is out of place there.
  const stray =
    hasStrayBraces(body.zh) || hasStrayBraces(body.en) || hasStrayBraces(titles) || placeholdersIn(titles)[0];
  return [
    ...used.filter((field) => !known.has(field)).map((field) => problem('UNKNOWN_PLACEHOLDER', code, field)),
    ...used
      .filter((field) => inZh.includes(field) !== inEn.includes(field))
      .map((field) => problem('LANGUAGES_DIFFER', code, field)),
    ...(stray ? [problem('STRAY_BRACES', code)] : []),
  ];
}

function unusedFields({ fields, clauses }: ContractTemplate): string[] {
  const used = new Set(clauses.flatMap(({ body }) => placeholdersIn(body.zh)));
  return fields.map(({ code }) => code).filter((code) => !used.has(code));
}

function periodEndsThatAreNoDates({ fields, periods }: ContractTemplate): string[] {
  const dates = new Set(fields.filter(({ kind }) => kind === 'DATE').map(({ code }) => code));
  return periods.flatMap(({ from, to }) => [from, to]).filter((code) => !dates.has(code));
}

function kindsWithoutClause({ clauses, mandatoryKinds }: ContractTemplate): string[] {
  return mandatoryKinds.filter((kind) => !clauses.some((clause) => clause.kind === kind));
}

function repeated(codes: readonly string[]): string[] {
  return [...new Set(codes.filter((code, index) => codes.indexOf(code) !== index))];
}

function problems(code: TemplateProblemCode, places: readonly string[]): TemplateProblem[] {
  return places.map((at) => problem(code, at));
}

function problem(code: TemplateProblemCode, at: string, field?: string): TemplateProblem {
  return field === undefined ? { code, at } : { code, at, field };
}
