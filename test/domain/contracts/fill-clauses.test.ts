import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fillClauses } from '../../../src/domain/contracts/fill-clauses.ts';
import { sampleTemplate, sampleValues } from './sample-template.ts';

const lastParagraph = (values: Record<string, string>) =>
  fillClauses(sampleTemplate(), { ...sampleValues, ...values })[3]?.paragraphs[1];

describe('the clauses of a contract', () => {
  it('carry the values in Chinese words, one paragraph a line', () => {
    const clauses = fillClauses(sampleTemplate(), { ...sampleValues, deposit: '1200.5', note: '无' });
    expect(clauses.map(({ code }) => code)).toEqual(['TERM', 'DUTY', 'DUTY_BREACH', 'OTHER']);
    expect(clauses[0]).toEqual({
      code: 'TERM',
      title: '期限',
      titleEn: '期限',
      paragraphs: ['自2026年1月1日至2026年12月31日。'],
    });
    expect(clauses[3]?.paragraphs).toEqual(['保证金人民币1,200.50元（大写：壹仟贰佰元伍角整）。', '备注：无']);
  });

  it('strike out what was not agreed', () => {
    expect(fillClauses(sampleTemplate(), sampleValues)[3]?.paragraphs).toEqual(['保证金／。', '备注：／']);
  });

  it('leave a value that looks like a placeholder as it is', () => {
    expect(lastParagraph({ note: '{{deposit}} $& $1' })).toBe('备注：{{deposit}} $& $1');
  });

  it('keep the line breaks of a value inside its paragraph', () => {
    const [, , , other] = fillClauses(sampleTemplate(), { ...sampleValues, note: '一\r\n\r\n9.9 二' });
    expect(other?.paragraphs).toEqual(['保证金／。', '备注：一\n\n9.9 二']);
  });

  it('hold any text unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (note) => {
        const kept = note.replaceAll(/\r\n?/gu, '\n').trim();
        fc.pre(kept !== '');
        expect(lastParagraph({ note })).toBe(`备注：${kept}`);
      }),
    );
  });

  it('are not written while the gate is shut', () => {
    expect(() => fillClauses(sampleTemplate(), { term_start: '2026-01-01' })).toThrow('not complete');
  });
});
