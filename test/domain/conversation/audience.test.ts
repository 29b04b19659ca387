import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AUDIENCES, audiencesFor, mayHear, type Side } from '../../../src/domain/conversation/audience.ts';

const sides: readonly Side[] = ['OFFICE', 'APPLICANT'];

describe('audiencesFor', () => {
  it('lets the office choose, and means the office where nothing is said', () => {
    expect(audiencesFor('OFFICE', { applicantsWrite: true })).toEqual(['OFFICE', 'EVERYBODY']);
    expect(audiencesFor('OFFICE', { applicantsWrite: false })).toEqual(['OFFICE', 'EVERYBODY']);
  });

  it('lets applicants speak to everybody, or not at all', () => {
    expect(audiencesFor('APPLICANT', { applicantsWrite: true })).toEqual(['EVERYBODY']);
    expect(audiencesFor('APPLICANT', { applicantsWrite: false })).toEqual([]);
  });

  it('lets nobody speak to whom they cannot hear', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sides), fc.boolean(), (side, applicantsWrite) => {
        expect(audiencesFor(side, { applicantsWrite }).every((audience) => mayHear(side, audience))).toBe(true);
      }),
    );
  });
});

describe('mayHear', () => {
  it('keeps from applicants what the office says among itself, and nothing else', () => {
    expect(AUDIENCES.filter((audience) => mayHear('APPLICANT', audience))).toEqual(['EVERYBODY']);
    expect(AUDIENCES.filter((audience) => mayHear('OFFICE', audience))).toEqual(['OFFICE', 'EVERYBODY']);
  });
});
