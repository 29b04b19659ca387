import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkTemplate } from '../../../src/domain/contracts/check-template.ts';
import type { ContractTemplate, TemplateClause } from '../../../src/domain/contracts/template.ts';
import { sampleTemplate } from './sample-template.ts';

const clauseOf = (template: ContractTemplate, index: number): TemplateClause => {
  const clause = template.clauses[index];
  if (!clause) throw new Error(`The sample has no clause ${index}`);
  return clause;
};

function withBody(index: number, body: Partial<TemplateClause['body']>): ContractTemplate {
  const template = sampleTemplate();
  const clause = clauseOf(template, index);
  return { ...template, clauses: template.clauses.with(index, { ...clause, body: { ...clause.body, ...body } }) };
}

describe('the check of a contract template', () => {
  it('finds nothing wrong with a sound template', () => {
    expect(checkTemplate(sampleTemplate())).toEqual([]);
  });

  it('names every placeholder without a field, once a clause', () => {
    expect(checkTemplate(withBody(1, { zh: '{{target}}{{target}}', en: '{{target}}' }))).toEqual([
      { code: 'UNKNOWN_PLACEHOLDER', at: 'DUTY', field: 'target' },
    ]);
  });

  it('finds an unknown placeholder wherever it stands, in either language', () => {
    const code = fc.stringMatching(/^x_[a-z0-9_]{0,12}$/u);
    fc.assert(
      fc.property(
        code,
        fc.nat(3),
        fc.constantFrom('zh', 'en'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (field, index, language, place) => {
          const clause = clauseOf(sampleTemplate(), index);
          // Between two characters of a placeholder the text would hold no placeholder at all.
          const parts = clause.body[language].split(/(?=\{\{)|(?<=\}\})/u);
          const body = parts.toSpliced(Math.floor(place * (parts.length + 1)), 0, `{{${field}}}`).join('');
          expect(checkTemplate(withBody(index, { [language]: body }))).toContainEqual({
            code: 'UNKNOWN_PLACEHOLDER',
            at: clause.code,
            field,
          });
        },
      ),
    );
  });

  it('finds braces that are no placeholder', () => {
    for (const zh of ['{{Term}}', '{{term_start', 'term_start}}', '{{ }}', '{{term start}}']) {
      expect(checkTemplate(withBody(1, { zh }))).toEqual([{ code: 'STRAY_BRACES', at: 'DUTY' }]);
    }
  });

  it('takes no placeholder in a title', () => {
    const template = sampleTemplate();
    const clauses = template.clauses.with(1, {
      ...clauseOf(template, 1),
      title: { zh: '实名{{note}}', en: 'Real names' },
    });
    expect(checkTemplate({ ...template, clauses })).toEqual([{ code: 'STRAY_BRACES', at: 'DUTY' }]);
  });

  it('finds a placeholder that only one language has', () => {
    expect(checkTemplate(withBody(1, { en: '{{note}}' }))).toEqual([
      { code: 'LANGUAGES_DIFFER', at: 'DUTY', field: 'note' },
    ]);
  });

  it('finds a mandatory kind without a clause', () => {
    const template = sampleTemplate({ mandatoryKinds: ['TERM', 'TARGET', 'REAL_NAME_DUTY', 'REAL_NAME_BREACH'] });
    expect(checkTemplate(template)).toEqual([{ code: 'MANDATORY_KIND_WITHOUT_CLAUSE', at: 'TARGET' }]);
  });

  it('lets nobody make the clauses optional that the law demands', () => {
    expect(checkTemplate(sampleTemplate({ mandatoryKinds: ['TERM'] }))).toEqual([
      { code: 'KIND_REQUIRED_BY_LAW', at: 'REAL_NAME_DUTY' },
      { code: 'KIND_REQUIRED_BY_LAW', at: 'REAL_NAME_BREACH' },
    ]);
  });

  it('finds codes given twice and a side that signs twice', () => {
    const template = sampleTemplate({ signOrder: ['PARTNER', 'PARTNER'] });
    const clauses = [...template.clauses, clauseOf(template, 1)];
    const fields = [...template.fields, ...template.fields.slice(0, 1)];
    expect(checkTemplate({ ...template, clauses, fields })).toEqual([
      { code: 'DUPLICATE_FIELD', at: 'term_start' },
      { code: 'DUPLICATE_CLAUSE', at: 'DUTY' },
      { code: 'DUPLICATE_SIGNER', at: 'PARTNER' },
    ]);
  });

  it('finds a field that no clause uses', () => {
    expect(checkTemplate(withBody(3, { zh: '{{note}}', en: '{{note}}' }))).toEqual([
      { code: 'FIELD_NOT_USED', at: 'deposit' },
    ]);
  });

  it('finds a period that does not run between two dates', () => {
    const template = sampleTemplate({
      periods: [
        { from: 'term_start', to: 'deposit' },
        { from: 'never', to: 'term_end' },
      ],
    });
    expect(checkTemplate(template)).toEqual([
      { code: 'PERIOD_NOT_OF_DATES', at: 'deposit' },
      { code: 'PERIOD_NOT_OF_DATES', at: 'never' },
    ]);
  });
});
