import { describe, expect, it } from '@jest/globals';
import { clauseGate } from '../../../src/domain/contracts/clause-gate.ts';
import { sampleTemplate, sampleValues } from './sample-template.ts';

const termLacks = (...fields: string[]) => ({
  kind: 'INCOMPLETE',
  missing: [{ clause: 'TERM', kind: 'TERM', fields }],
});

describe('the gate before a contract is issued', () => {
  it('opens when every mandatory clause is filled', () => {
    expect(clauseGate(sampleTemplate(), sampleValues)).toEqual({ kind: 'COMPLETE' });
  });

  it('names all fields that are missing, blank or malformed', () => {
    expect(clauseGate(sampleTemplate(), {})).toEqual(termLacks('term_start', 'term_end'));
    expect(clauseGate(sampleTemplate(), { ...sampleValues, term_start: '   ' })).toEqual(termLacks('term_start'));
    expect(clauseGate(sampleTemplate(), { ...sampleValues, term_end: '2026-02-30' })).toEqual(termLacks('term_end'));
  });

  it('demands that a period ends after the day it starts', () => {
    const ending = (day: string) => clauseGate(sampleTemplate(), { ...sampleValues, term_end: day });
    expect(ending('2025-12-31')).toEqual(termLacks('term_end'));
    expect(ending('2026-01-01')).toEqual(termLacks('term_end'));
    expect(ending('2026-01-02')).toEqual({ kind: 'COMPLETE' });
  });

  it('stays shut when a mandatory kind has no clause', () => {
    const template = sampleTemplate();
    const clauses = template.clauses.filter(({ kind }) => kind !== 'REAL_NAME_BREACH');
    expect(clauseGate({ ...template, clauses }, sampleValues)).toEqual({
      kind: 'INCOMPLETE',
      missing: [{ clause: 'REAL_NAME_BREACH', kind: 'REAL_NAME_BREACH', fields: [] }],
    });
  });

  it('demands all fields of a mandatory clause, also those that are not required elsewhere', () => {
    const template = sampleTemplate();
    const clauses = template.clauses.map((clause) => ({ ...clause, mandatory: true }));
    expect(clauseGate({ ...template, clauses }, { ...sampleValues, note: '无' })).toEqual({
      kind: 'INCOMPLETE',
      missing: [{ clause: 'OTHER', kind: 'OTHER', fields: ['deposit'] }],
    });
  });

  it('demands the required fields of the other clauses', () => {
    const template = sampleTemplate();
    const fields = template.fields.map((field) => ({ ...field, required: true }));
    const gate = clauseGate({ ...template, fields }, { ...sampleValues, deposit: '0' });
    expect(gate).toEqual({ kind: 'INCOMPLETE', missing: [{ clause: 'OTHER', kind: 'OTHER', fields: ['note'] }] });
  });

  it('refuses a malformed value even where none is needed', () => {
    expect(clauseGate(sampleTemplate(), { ...sampleValues, deposit: '1,000' })).toEqual({
      kind: 'INCOMPLETE',
      missing: [{ clause: 'OTHER', kind: 'OTHER', fields: ['deposit'] }],
    });
  });

  it('takes a placeholder without a field for a gap', () => {
    const template = sampleTemplate();
    const fields = template.fields.filter(({ code }) => code !== 'term_end');
    expect(clauseGate({ ...template, fields }, sampleValues)).toEqual(termLacks('term_end'));
  });

  it('looks only at the values given, not at what every object carries', () => {
    const template = sampleTemplate();
    const fields = template.fields.map((field) =>
      field.code === 'note' ? { ...field, code: 'constructor', required: true } : field,
    );
    const clauses = template.clauses.map((clause) => ({
      ...clause,
      body: { zh: clause.body.zh.replace('{{ note }}', '{{constructor}}'), en: clause.body.en },
    }));
    expect(clauseGate({ ...template, fields, clauses }, sampleValues)).toEqual({
      kind: 'INCOMPLETE',
      missing: [{ clause: 'OTHER', kind: 'OTHER', fields: ['constructor'] }],
    });
  });
});
