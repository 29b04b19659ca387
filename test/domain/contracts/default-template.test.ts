import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contractTemplate } from '../../../prisma/seed-data/contract-template.ts';
import { checkTemplate } from '../../../src/domain/contracts/check-template.ts';
import { clauseGate } from '../../../src/domain/contracts/clause-gate.ts';
import { contractTemplateSchema } from '../../../src/domain/contracts/template.ts';
import { contractValues } from './contract-values.ts';

const template = contractTemplateSchema.parse(contractTemplate);
const required = template.fields.filter((field) => field.required).map(({ code }) => code);

describe('the default contract template', () => {
  it('passes the check', () => {
    expect(checkTemplate(template)).toEqual([]);
  });

  it('makes the clauses mandatory that the regulations name', () => {
    expect(template.mandatoryKinds).toEqual(
      expect.arrayContaining([
        'TERM',
        'TARGET',
        'SALES_POLICY',
        'PRICING',
        'SCOPE',
        'AFTER_SALES',
        'SUPPLY',
        'PROMOTION',
      ]),
    );
    expect(template.mandatoryKinds).toEqual(
      expect.arrayContaining([
        'MARKETING',
        'BENEFIT_SHARING',
        'RIGHTS_AND_DUTIES',
        'REAL_NAME_DUTY',
        'REAL_NAME_BREACH',
      ]),
    );
  });

  it('opens the gate once its fields are filled', () => {
    expect(clauseGate(template, contractValues)).toEqual({ kind: 'COMPLETE' });
  });

  it('keeps the gate shut without any one of its required fields, and names it', () => {
    const taken = fc.subarray(required, { minLength: 1 });
    const empty = fc.constantFrom(undefined, '', ' ', '\n');
    fc.assert(
      fc.property(taken, empty, (codes, nothing) => {
        const kept = Object.entries(contractValues).filter(([code]) => !codes.includes(code));
        const left = nothing === undefined ? [] : codes.map((code) => [code, nothing] as const);
        const gate = clauseGate(template, Object.fromEntries([...kept, ...left]));
        const missing = gate.kind === 'INCOMPLETE' ? gate.missing.flatMap(({ fields }) => fields) : [];
        expect(missing).toEqual(expect.arrayContaining(codes));
      }),
    );
  });
});
