import { describe, expect, it } from '@jest/globals';
import { fillClauses } from '../../../src/domain/contracts/fill-clauses.ts';
import { previewClauses } from '../../../src/domain/contracts/preview-clauses.ts';
import { sampleTemplate, sampleValues } from './sample-template.ts';

const termOf = (values: Record<string, string>) =>
  previewClauses(sampleTemplate(), values)
    .find(({ code }) => code === 'TERM')
    ?.paragraphs.join('');

describe('the preview of a draft', () => {
  it('names open and malformed fields in brackets', () => {
    const label = sampleTemplate().fields.find(({ code }) => code === 'term_end')?.label.zh ?? '';
    expect(termOf({ ...sampleValues, term_end: '' })).toContain(`【${label}】`);
    expect(termOf({ ...sampleValues, term_end: '2026-02-30' })).toContain(`【${label}】`);
  });

  it('reads as the document will once every field is filled', () => {
    const template = sampleTemplate();
    const values = { ...sampleValues, deposit: '1200.50', note: '第一行\r\n第二行' };
    expect(previewClauses(template, values)).toEqual(fillClauses(template, values));
  });
});
