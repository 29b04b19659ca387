import { describe, expect, it } from '@jest/globals';
import { checkValues, termOf, withoutBlanks } from '../../../src/domain/contracts/check-values.ts';
import { sampleTemplate, sampleValues } from './sample-template.ts';

describe('the values of a draft', () => {
  it('may be incomplete', () => {
    expect(checkValues(sampleTemplate(), {})).toEqual({ unknown: [], malformed: [] });
    expect(checkValues(sampleTemplate(), sampleValues)).toEqual({ unknown: [], malformed: [] });
    expect(checkValues(sampleTemplate(), { ...sampleValues, term_end: ' ' })).toEqual({ unknown: [], malformed: [] });
  });

  it('belong to fields of the template', () => {
    expect(checkValues(sampleTemplate(), { bonus: '1', constructor: '2' }).unknown).toEqual(['bonus', 'constructor']);
  });

  it('have the form of their field', () => {
    expect(checkValues(sampleTemplate(), { deposit: '1,000', term_start: '2026-02-30' }).malformed).toEqual([
      { code: 'term_start', kind: 'DATE' },
      { code: 'deposit', kind: 'MONEY' },
    ]);
  });

  it('are kept as written, except blank ones', () => {
    expect(withoutBlanks({ a: ' x\n', b: ' \n', c: '' })).toEqual({ a: ' x\n' });
  });

  it('give the term of the contract by the first period', () => {
    expect(termOf(sampleTemplate(), { term_start: '2026-01-01', term_end: '2026-12-31' })).toEqual({
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
    });
    expect(termOf(sampleTemplate(), { term_start: '2026-13-01' })).toEqual({ startsOn: null, endsOn: null });
    expect(termOf({ ...sampleTemplate(), periods: [] }, sampleValues)).toEqual({ startsOn: null, endsOn: null });
  });
});
