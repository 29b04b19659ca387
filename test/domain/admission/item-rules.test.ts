import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isItemEditable,
  judgeReview,
  unchangedItems,
  type ReviewedItem,
} from '../../../src/domain/admission/item-rules.ts';

function item(values: Partial<ReviewedItem> = {}): ReviewedItem {
  return { code: 'A', counts: true, revision: 1, verdict: 'PASSED', verdictRevision: 1, ...values };
}
const pending = (code: string): ReviewedItem => item({ code, verdict: 'PENDING', verdictRevision: null });
const returned = (code: string): ReviewedItem => item({ code, verdict: 'RETURNED' });

const anyItem: fc.Arbitrary<ReviewedItem> = fc.record({
  code: fc.constantFrom('A', 'B', 'C', 'D'),
  counts: fc.boolean(),
  revision: fc.integer({ min: 1, max: 3 }),
  verdict: fc.constantFrom('PENDING', 'PASSED', 'RETURNED'),
  verdictRevision: fc.option(fc.integer({ min: 1, max: 3 })),
});

describe('isItemEditable', () => {
  it.each([
    ['DRAFT', 'PENDING', true],
    ['RETURNED', 'RETURNED', true],
    ['RETURNED', 'PASSED', false],
    ['RETURNED', 'PENDING', false],
    ['SUBMITTED', 'PENDING', false],
    ['MATERIAL_REVIEW', 'RETURNED', false],
    ['ACTIVE', 'PASSED', false],
  ] as const)('in %s with verdict %s: %s', (state, verdict, editable) => {
    expect(isItemEditable(state, verdict)).toBe(editable);
  });
});

describe('judgeReview', () => {
  it('approves when every counting item passed', () => {
    expect(judgeReview('APPROVE', [item(), item({ code: 'B' })])).toEqual({ kind: 'COMPLETE' });
  });

  it('asks nothing of an optional item that was not given', () => {
    expect(judgeReview('APPROVE', [item(), { ...pending('B'), counts: false }])).toEqual({ kind: 'COMPLETE' });
  });

  it('names what nobody has looked at, for an approval and for a return', () => {
    expect(judgeReview('APPROVE', [item(), pending('B')])).toEqual({ kind: 'UNVERIFIED', codes: ['B'] });
    expect(judgeReview('RETURN', [returned('A'), pending('B')])).toEqual({ kind: 'UNVERIFIED', codes: ['B'] });
  });

  it('takes a verdict on an earlier revision for none', () => {
    expect(judgeReview('APPROVE', [item({ revision: 2 })])).toEqual({ kind: 'UNVERIFIED', codes: ['A'] });
  });

  it('approves nothing while an item is returned', () => {
    expect(judgeReview('APPROVE', [item(), returned('B')])).toEqual({ kind: 'NOT_ALL_PASSED', codes: ['B'] });
  });

  it('returns nothing without a named item', () => {
    expect(judgeReview('RETURN', [item()])).toEqual({ kind: 'NOT_NAMED' });
    expect(judgeReview('RETURN', [])).toEqual({ kind: 'NOT_NAMED' });
  });

  it('lets an optional item be named too', () => {
    expect(judgeReview('RETURN', [item(), { ...returned('B'), counts: false }])).toEqual({ kind: 'COMPLETE' });
  });

  it('never finds the same verdicts fit for both decisions', () => {
    fc.assert(
      fc.property(fc.array(anyItem), (items) => {
        const both = [judgeReview('APPROVE', items), judgeReview('RETURN', items)];
        expect(both.filter(({ kind }) => kind === 'COMPLETE').length).toBeLessThan(2);
      }),
    );
  });
});

describe('unchangedItems', () => {
  it('names returned items that still have the revision they were returned with', () => {
    const items = [returned('A'), { ...returned('B'), revision: 2 }, item({ code: 'C' }), pending('D')];
    expect(unchangedItems(items)).toEqual(['A']);
  });
});
