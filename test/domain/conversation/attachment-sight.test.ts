import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayReadAttachment, type AttachedTo } from '../../../src/domain/conversation/attachment-sight.ts';
import { AUDIENCES, type Side } from '../../../src/domain/conversation/audience.ts';

const applicant = { isUploader: false, side: 'APPLICANT', audits: false } as const;
const staff = { isUploader: false, side: 'OFFICE', audits: false } as const;
const comment = (audience: 'OFFICE' | 'EVERYBODY', isWithdrawn = false): AttachedTo => ({
  kind: 'COMMENT',
  audience,
  isWithdrawn,
});

describe('mayReadAttachment', () => {
  it.each([
    ['what is said nowhere yet, to its uploader', null, 'OFFICE', { ...staff, isUploader: true }, true],
    ['the same, to a colleague', null, 'OFFICE', staff, false],
    ['what the office says among itself, to staff', comment('OFFICE'), 'OFFICE', staff, true],
    ['the same, to the applicant', comment('OFFICE'), 'OFFICE', applicant, false],
    ['what is said to everybody, to the applicant', comment('EVERYBODY'), 'OFFICE', applicant, true],
    ['what was taken back, to staff', comment('OFFICE', true), 'OFFICE', staff, false],
    ['the same, to its uploader', comment('OFFICE', true), 'OFFICE', { ...staff, isUploader: true }, false],
    ['the same, to an auditor', comment('OFFICE', true), 'OFFICE', { ...staff, audits: true }, true],
    ['an opinion of the office, to staff', { kind: 'DECISION', isTold: false }, 'OFFICE', staff, true],
    ['the same, to the applicant', { kind: 'DECISION', isTold: false }, 'OFFICE', applicant, false],
    ['an opinion the applicant was told, to them', { kind: 'DECISION', isTold: true }, 'OFFICE', applicant, true],
    ['an opinion of their own people, to them', { kind: 'DECISION', isTold: false }, 'APPLICANT', applicant, true],
  ] as const)('shows, or does not show, %s', (_title, to, by, reader, shown) => {
    expect(mayReadAttachment(to, by, reader)).toBe(shown);
  });

  it.each(['OFFICE', 'APPLICANT'] as const)('is the office’s alone with a recommendation: %s', (side) => {
    const reader = { isUploader: false, side, audits: true };
    expect(mayReadAttachment({ kind: 'RECOMMENDATION' }, 'OFFICE', reader)).toBe(side === 'OFFICE');
  });

  it('shows the applicant nothing that staff may not read', () => {
    const sides: readonly Side[] = ['OFFICE', 'APPLICANT'];
    const attached = fc.oneof(
      fc.record({
        kind: fc.constant('COMMENT' as const),
        audience: fc.constantFrom(...AUDIENCES),
        isWithdrawn: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('DECISION' as const), isTold: fc.boolean() }),
      fc.record({ kind: fc.constant('RECOMMENDATION' as const) }),
    );
    fc.assert(
      fc.property(attached, fc.constantFrom(...sides), fc.boolean(), (to, by, isUploader) => {
        fc.pre(mayReadAttachment(to, by, { isUploader, side: 'APPLICANT', audits: false }));
        expect(mayReadAttachment(to, by, { isUploader: false, side: 'OFFICE', audits: false })).toBe(true);
      }),
    );
  });
});
