import { describe, expect, it } from '@jest/globals';
import { checkDefinition } from '../../../src/domain/forms/check-definition.ts';
import { schemaOfForm } from '../../../src/domain/forms/form-schema.ts';
import { field } from './fields.ts';

const options = [{ code: 'A', title: { zh: '甲', en: 'A' } }];
const what = field('what', { type: 'CHOICE', options });
const check = (...fields: Parameters<typeof checkDefinition>[0][number][]) =>
  checkDefinition(fields, new Set(['review'])).map(({ code, path }) => `${path} ${code}`);

describe('the definition of a form', () => {
  it('has nothing wrong with it', () => {
    const why = field('why', { type: 'TEXT', showWhen: [{ field: 'what', operator: 'IN', values: ['A'] }] });
    expect(check(what, why)).toEqual([]);
  });

  it.each([
    ['two fields of one name', [what, what], 'fields.1.key DUPLICATE_FIELD'],
    [
      'two options of one code',
      [field('a', { type: 'CHOICE', options: [...options, ...options] })],
      'fields.0.options DUPLICATE_OPTION',
    ],
    [
      'a condition on a later field',
      [field('a', { type: 'TEXT', showWhen: [{ field: 'what', operator: 'FILLED' }] }), what],
      'fields.0.showWhen.0 FIELD_NOT_EARLIER',
    ],
    [
      'a condition on an option there is not',
      [what, field('a', { type: 'TEXT', showWhen: [{ field: 'what', operator: 'IN', values: ['Z'] }] })],
      'fields.1.showWhen.0 CONDITION_NOT_POSSIBLE',
    ],
    [
      'an amount compared with a text',
      [what, field('a', { type: 'TEXT', showWhen: [{ field: 'what', operator: 'AT_LEAST', value: 1 }] })],
      'fields.1.showWhen.0 CONDITION_NOT_POSSIBLE',
    ],
    ['limits that cross', [field('a', { type: 'NUMBER', min: 2, max: 1 })], 'fields.0 LIMITS_CROSS'],
    ['amounts that cross', [field('a', { type: 'MONEY', min: '10', max: '9.99' })], 'fields.0 LIMITS_CROSS'],
    ['days that cross', [field('a', { type: 'DATE', min: '2026-02-01', max: '2026-01-31' })], 'fields.0 LIMITS_CROSS'],
    ['a day after one there is not', [field('a', { type: 'DATE', after: 'b' })], 'fields.0.after FIELD_NOT_EARLIER'],
    [
      'rights of a stage there is not',
      [field('a', { type: 'TEXT', rights: { stages: { nobody: 'EDIT' } } })],
      'fields.0.rights.stages STAGE_UNKNOWN',
    ],
    [
      'a required field that nobody fills in',
      [field('a', { type: 'TEXT', required: true, rights: { applicant: 'READ' } })],
      'fields.0.rights NOBODY_EDITS',
    ],
  ])('has %s', (_title, fields, fault) => {
    expect(check(...fields)).toContain(fault);
  });

  it('is published as JSON Schema too', () => {
    expect(
      schemaOfForm([what, field('files', { type: 'FILE' }), field('n', { type: 'NUMBER', min: 0 })]),
    ).toMatchObject({
      type: 'object',
      properties: {
        what: { type: 'string', enum: ['A'] },
        files: { type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: 10 },
        n: { type: 'number', minimum: 0 },
      },
    });
  });
});
