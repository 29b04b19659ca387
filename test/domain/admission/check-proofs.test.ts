import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  assertProofs,
  checkProofs,
  type ChecklistItem,
  type GivenProof,
  type ProofFault,
} from '../../../src/domain/admission/check-proofs.ts';

const TODAY = '2026-11-22';

function item(values: Partial<ChecklistItem> = {}): ChecklistItem {
  return {
    code: 'LICENCE',
    title: { zh: '营业执照', en: 'Business licence' },
    required: true,
    numberRequired: true,
    validityRequired: true,
    minFiles: 1,
    ...values,
  };
}

function proof(values: Partial<GivenProof> = {}): GivenProof {
  return {
    code: 'LICENCE',
    number: '9141',
    validFrom: null,
    validTo: '2030-01-01',
    permanent: false,
    files: 1,
    ...values,
  };
}

function faultsOf(checked: ChecklistItem, given?: GivenProof): readonly ProofFault[] {
  return checkProofs([checked], given === undefined ? [] : [given], TODAY)[0]?.faults ?? [];
}

describe('checkProofs', () => {
  it.each<[string, Partial<GivenProof>, readonly ProofFault[]]>([
    ['everything there', {}, []],
    ['valid through this very day', { validTo: '2026-11-22' }, []],
    ['expired yesterday', { validTo: '2026-11-21' }, ['EXPIRED']],
    ['valid from today', { validFrom: '2026-11-22' }, []],
    ['valid from tomorrow', { validFrom: '2026-11-23' }, ['NOT_YET_VALID']],
    ['permanent', { validTo: null, permanent: true }, []],
    ['no validity', { validTo: null }, ['VALIDITY']],
    ['no number', { number: null }, ['NUMBER']],
    ['a number of blanks', { number: '  ' }, ['NUMBER']],
    ['no file', { files: 0 }, ['FILES']],
    ['nothing but an old date', { number: null, files: 0, validTo: '2020-01-01' }, ['NUMBER', 'FILES', 'EXPIRED']],
  ])('judges a required proof with %s', (_title, values, faults) => {
    expect(faultsOf(item(), proof(values))).toEqual(faults);
  });

  it('names everything that an untouched required item wants', () => {
    expect(faultsOf(item())).toEqual(['NUMBER', 'FILES', 'VALIDITY']);
  });

  it('wants as many files as the item says', () => {
    expect(faultsOf(item({ minFiles: 2 }), proof({ files: 1 }))).toEqual(['FILES']);
    expect(faultsOf(item({ minFiles: 2 }), proof({ files: 2 }))).toEqual([]);
    expect(faultsOf(item({ minFiles: 0 }), proof({ files: 0 }))).toEqual([]);
  });

  it('lets an optional item be absent, and checks it once it is given', () => {
    const optional = item({ required: false });
    const empty = proof({ number: null, validTo: null, files: 0 });
    expect(faultsOf(optional)).toEqual([]);
    expect(faultsOf(optional, empty)).toEqual([]);
    expect(faultsOf(optional, { ...empty, files: 1 })).toEqual(['NUMBER', 'VALIDITY']);
    expect(faultsOf(optional, proof({ validTo: '2020-01-01' }))).toEqual(['EXPIRED']);
  });

  it('ignores what the checklist does not ask for', () => {
    expect(checkProofs([item()], [proof(), proof({ code: 'OLD', validTo: '2000-01-01' })], TODAY)).toEqual([]);
  });

  it('never finds fault with a later day of validity where it found none with an earlier one', () => {
    const day = fc
      .integer({ min: 0, max: 3650 })
      .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        const before = faultsOf(item(), proof({ validTo: earlier }));
        const after = faultsOf(item(), proof({ validTo: later }));
        expect(before.length).toBeGreaterThanOrEqual(after.length);
      }),
    );
  });
});

describe('assertProofs', () => {
  it('says nothing when nothing is wrong', () => {
    expect(() => {
      assertProofs([]);
    }).not.toThrow();
  });

  it('names what is missing, and what has expired beside it', () => {
    const faulty = checkProofs([item(), item({ code: 'LEASE' })], [proof({ validTo: '2020-01-01' })], TODAY);
    expect(() => {
      assertProofs(faulty);
    }).toThrow(
      expect.objectContaining({
        code: 'PROOFS_MISSING',
        facts: {
          items: [
            { code: 'LICENCE', faults: ['EXPIRED'] },
            { code: 'LEASE', faults: ['NUMBER', 'FILES', 'VALIDITY'] },
          ],
        },
      }),
    );
  });

  it('says when only time has run out, and since when', () => {
    const faulty = checkProofs([item()], [proof({ validTo: '2026-11-21' })], TODAY);
    expect(() => {
      assertProofs(faulty);
    }).toThrow(
      expect.objectContaining({
        code: 'PROOF_EXPIRED',
        facts: { items: [{ code: 'LICENCE', faults: ['EXPIRED'], validTo: '2026-11-21' }] },
      }),
    );
  });
});
