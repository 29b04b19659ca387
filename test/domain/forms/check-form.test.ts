import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkHandingIn, checkSaving } from '../../../src/domain/forms/check-form.ts';
import { changedFields, filledIn, type FormValues } from '../../../src/domain/forms/values.ts';
import {
  keptValues,
  readableValues,
  rightOf,
  shownFields,
  type Viewer,
} from '../../../src/domain/forms/visible-fields.ts';
import { field } from './fields.ts';

const TODAY = '2026-11-23';
const options = ['A', 'B', 'C'].map((code) => ({ code, title: { zh: code, en: code } }));
const APPLICANT: Viewer = { kind: 'APPLICANT' };
const STAGE: Viewer = { kind: 'STAGE', stage: 'review' };
const OFFICE: Viewer = { kind: 'OFFICE' };

const FIELDS = [
  field('what', { type: 'CHOICE', required: true, options }),
  field('why', { type: 'TEXT', required: true, showWhen: [{ field: 'what', operator: 'IN', values: ['B'] }] }),
  field('more', { type: 'TEXT', showWhen: [{ field: 'why', operator: 'FILLED' }] }),
  field('verdict', {
    type: 'CHOICE',
    required: true,
    options,
    rights: { applicant: 'AT_END', stages: { review: 'EDIT' } },
  }),
  field('secret', { type: 'TEXT', rights: { applicant: 'HIDDEN', office: 'HIDDEN', stages: { review: 'EDIT' } } }),
];

const saving = (before: FormValues, sent: FormValues, by: Viewer = APPLICANT) =>
  checkSaving(FIELDS, { before, sent, by });
const codes = (faults: readonly { field: string; code: string }[]) => faults.map((one) => `${one.field} ${one.code}`);

describe('what a form shows', () => {
  it('follows its conditions, one after the other', () => {
    expect(shownFields(FIELDS, {}).map(({ key }) => key)).toEqual(['what', 'verdict', 'secret']);
    expect(shownFields(FIELDS, { what: 'B' }).map(({ key }) => key)).toEqual(['what', 'why', 'verdict', 'secret']);
    expect(shownFields(FIELDS, { what: 'B', why: 'x' }).map(({ key }) => key)).toContain('more');
  });

  it('counts a field that is not shown as not filled in', () => {
    expect(keptValues(FIELDS, { what: 'A', why: 'x', more: 'y' })).toEqual({ what: 'A' });
  });

  it.each([
    ['IN', { operator: 'IN', values: ['A'] }, { what: 'A' }, true],
    ['IN of another', { operator: 'IN', values: ['A'] }, { what: 'B' }, false],
    ['IN of nothing', { operator: 'IN', values: ['A'] }, {}, false],
    ['NOT_IN', { operator: 'NOT_IN', values: ['A'] }, { what: 'B' }, true],
    ['NOT_IN of nothing', { operator: 'NOT_IN', values: ['A'] }, {}, true],
    ['EMPTY', { operator: 'EMPTY' }, {}, true],
    ['FILLED', { operator: 'FILLED' }, { what: 'A' }, true],
  ])('looks at %s', (_title, condition, values, isShown) => {
    const fields = [
      field('what', { type: 'CHOICE', options }),
      field('it', { type: 'TEXT', showWhen: [{ field: 'what', ...condition }] }),
    ];
    expect(shownFields(fields, values).some(({ key }) => key === 'it')).toBe(isShown);
  });

  it.each([
    [99.99, false],
    [100, true],
    [100.01, true],
  ])('compares amounts: %d at least 100 is %s', (amount, isShown) => {
    const fields = [
      field('amount', { type: 'MONEY' }),
      field('it', { type: 'TEXT', showWhen: [{ field: 'amount', operator: 'AT_LEAST', value: 100 }] }),
    ];
    expect(shownFields(fields, { amount: String(amount) })).toHaveLength(isShown ? 2 : 1);
  });
});

describe('who sees and edits what', () => {
  it('is the right of the field for them', () => {
    const rights = (viewer: Viewer, isOver = false) => FIELDS.map((one) => rightOf(one, viewer, isOver)).join(' ');
    expect(rights(APPLICANT)).toBe('EDIT EDIT EDIT HIDDEN HIDDEN');
    expect(rights(APPLICANT, true)).toBe('EDIT EDIT EDIT READ HIDDEN');
    expect(rights(STAGE)).toBe('READ READ READ EDIT EDIT');
    expect(rights(OFFICE)).toBe('READ READ READ READ HIDDEN');
  });

  it('hides what is not theirs to see', () => {
    const values = { what: 'A', verdict: 'B', secret: 'x' };
    expect(readableValues(FIELDS, values, APPLICANT, false)).toEqual({ what: 'A' });
    expect(readableValues(FIELDS, values, APPLICANT, true)).toEqual({ what: 'A', verdict: 'B' });
    expect(readableValues(FIELDS, values, OFFICE, false)).toEqual({ what: 'A', verdict: 'B' });
  });
});

describe('saving a form', () => {
  it('may be incomplete, but nothing in it may be unsound', () => {
    expect(saving({}, {})).toEqual({ values: {}, changed: [], faults: [] });
    expect(codes(saving({}, { what: 'Z', nothing: 1 }).faults)).toEqual([
      'nothing UNKNOWN_FIELD',
      'what OPTION_UNKNOWN',
    ]);
  });

  it('drops what is no longer shown', () => {
    const before = { what: 'B', why: 'x', more: 'y' };
    expect(saving(before, { ...before, what: 'A' })).toEqual({
      values: { what: 'A' },
      changed: ['more', 'what', 'why'],
      faults: [],
    });
  });

  it('leaves alone what is not theirs to edit, and refuses to change it', () => {
    const before = { what: 'A', verdict: 'B', secret: 'x' };
    expect(saving(before, { what: 'C' }).values).toEqual({ ...before, what: 'C' });
    expect(codes(saving(before, { what: 'A', verdict: 'C' }).faults)).toEqual(['verdict NOT_EDITABLE']);
    expect(codes(saving(before, { what: 'B', verdict: 'B', secret: 'x' }, STAGE).faults)).toEqual([
      'what NOT_EDITABLE',
    ]);
    expect(saving(before, { verdict: 'C' }, STAGE)).toEqual({
      values: { what: 'A', verdict: 'C' },
      changed: ['secret', 'verdict'],
      faults: [],
    });
  });
});

describe('handing a form in', () => {
  const handingIn = (values: FormValues, by: Viewer = APPLICANT) => codes(checkHandingIn(FIELDS, values, by, TODAY));

  it('asks for what is shown, required and theirs to fill in', () => {
    expect(handingIn({})).toEqual(['what MISSING']);
    expect(handingIn({ what: 'A' })).toEqual([]);
    expect(handingIn({ what: 'B' })).toEqual(['why MISSING']);
    expect(handingIn({ what: 'A' }, STAGE)).toEqual(['verdict MISSING']);
  });
});

describe('values as a client sends them', () => {
  it('count as filled in unless they are null or empty', () => {
    expect(filledIn({ a: null, b: '', c: [], d: 0, e: false, f: 'x' })).toEqual({ d: 0, e: false, f: 'x' });
  });

  it('differ by field', () => {
    expect(changedFields({ a: 1, b: ['x'], c: 'c' }, { a: 1, b: ['y'], d: 'd' })).toEqual(['b', 'c', 'd']);
  });
});

const value = fc.oneof(
  fc.constantFrom('A', 'B', 'C', 'Z', '', 'x'),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.constantFrom('A', 'x')),
);
const filling = fc.dictionary(fc.constantFrom('what', 'why', 'more', 'verdict', 'secret', 'other'), value);
const viewer = fc.constantFrom<Viewer>(APPLICANT, STAGE, OFFICE);

describe('a form, whatever is put into it', () => {
  it('keeps the same values when it is saved again as it is', () => {
    fc.assert(
      fc.property(filling, filling, viewer, (before, sent, by) => {
        const saved = saving(keptValues(FIELDS, before), sent, by);
        const again = saving(saved.values, saved.values, by);
        expect(again.values).toEqual(saved.values);
        expect(again.changed).toEqual([]);
        expect(codes(again.faults).filter((one) => one.includes('NOT_EDITABLE'))).toEqual([]);
      }),
    );
  });

  it('never lets a change through to a field of somebody else, unless another field hides it', () => {
    fc.assert(
      fc.property(filling, filling, viewer, (given, sent, by) => {
        const before = keptValues(FIELDS, given);
        const saved = saving(before, sent, by);
        if (saved.faults.length > 0) return;
        for (const key of saved.changed) {
          const one = FIELDS.find((other) => other.key === key);
          const isOurs = one !== undefined && rightOf(one, by, false) === 'EDIT';
          expect(isOurs || saved.values[key] === undefined).toBe(true);
        }
      }),
    );
  });

  it('is complete only when nothing that was saved is unsound', () => {
    fc.assert(
      fc.property(filling, viewer, (given, by) => {
        const values = keptValues(FIELDS, given);
        if (checkHandingIn(FIELDS, values, by, TODAY).length > 0) return;
        const shown = shownFields(FIELDS, values).filter((one) => one.required && rightOf(one, by, false) === 'EDIT');
        expect(shown.filter(({ key }) => values[key] === undefined)).toEqual([]);
      }),
    );
  });
});
