import { describe, expect, it } from '@jest/globals';
import { checklists } from '../../../prisma/seed-data/checklists.ts';
import { admissionPolicy } from '../../../prisma/seed-data/process-policies.ts';
import { AdmissionPolicyBody, ChecklistBody } from '../../../src/domain/admission/policy.ts';

describe('AdmissionPolicyBody', () => {
  it('takes the numbers of the demonstration', () => {
    expect(AdmissionPolicyBody.safeParse(admissionPolicy).success).toBe(true);
  });

  it.each([
    ['a wait in working days', { reapply: { ...admissionPolicy.reapply, after: { n: 60, unit: 'WORKING_DAY' } } }],
    ['no reason to refuse with', { refusalReasons: [] }],
    ['no type to upload', { uploads: { ...admissionPolicy.uploads, types: [] } }],
    ['a number nobody knows', { fee: 1 }],
  ])('refuses %s', (_title, change) => {
    expect(AdmissionPolicyBody.safeParse({ ...admissionPolicy, ...change }).success).toBe(false);
  });
});

describe('ChecklistBody', () => {
  it('takes the checklists of the demonstration', () => {
    expect(checklists.map((checklist) => ChecklistBody.safeParse(checklist).success)).toEqual(
      checklists.map(() => true),
    );
  });

  it('refuses a checklist that asks for one item twice, or for nothing', () => {
    const [checklist] = checklists;
    const items = checklist?.items ?? [];
    expect(ChecklistBody.safeParse({ channelType: 'AGENT', items: [...items, ...items] }).success).toBe(false);
    expect(ChecklistBody.safeParse({ channelType: 'AGENT', items: [] }).success).toBe(false);
  });
});
