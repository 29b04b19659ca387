import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addresseeFault, type Addressee } from '../../../src/domain/conversation/addressee.ts';
import { AUDIENCES, mayHear, type Side } from '../../../src/domain/conversation/audience.ts';

const staff: Addressee = { id: 'b', isActive: true, isStaff: true, isOfCompany: false };
const member: Addressee = { id: 'c', isActive: true, isStaff: false, isOfCompany: true };
const stranger: Addressee = { id: 'd', isActive: true, isStaff: false, isOfCompany: false };
const inOffice = { by: 'a', side: 'OFFICE', audience: 'OFFICE' } as const;

describe('addresseeFault', () => {
  it.each([
    ['staff to staff', staff, inOffice, null],
    ['staff to one of the applicant’s people', member, { ...inOffice, audience: 'EVERYBODY' }, null],
    ['the same among the office', member, inOffice, 'OFFICE_ONLY'],
    ['staff who are also of the company, among the office', { ...staff, isOfCompany: true }, inOffice, 'OFFICE_ONLY'],
    ['somebody else’s people', stranger, { ...inOffice, audience: 'EVERYBODY' }, 'NOT_OF_THE_CASE'],
    ['an applicant to a colleague', member, { by: 'a', side: 'APPLICANT', audience: 'EVERYBODY' }, null],
    ['an applicant to staff', staff, { by: 'a', side: 'APPLICANT', audience: 'EVERYBODY' }, 'NOT_OF_THE_CASE'],
    ['oneself', staff, { ...inOffice, by: 'b' }, 'YOURSELF'],
    ['somebody who left', { ...staff, isActive: false }, inOffice, 'NOT_ACTIVE'],
    ['nobody', undefined, inOffice, 'NOT_ACTIVE'],
  ] as const)('says of %s', (_who, person, speaker, fault) => {
    expect(addresseeFault(person, speaker)).toBe(fault);
  });

  it('never lets anybody be addressed who may not hear it', () => {
    const people = fc.record({
      id: fc.constantFrom('a', 'b'),
      isActive: fc.boolean(),
      isStaff: fc.boolean(),
      isOfCompany: fc.boolean(),
    });
    const sides: readonly Side[] = ['OFFICE', 'APPLICANT'];
    fc.assert(
      fc.property(people, fc.constantFrom(...sides), fc.constantFrom(...AUDIENCES), (person, side, audience) => {
        fc.pre(addresseeFault(person, { by: 'a', side, audience }) === null);
        expect(person.isActive && (person.isStaff || person.isOfCompany)).toBe(true);
        expect(mayHear(person.isOfCompany ? 'APPLICANT' : 'OFFICE', audience)).toBe(true);
      }),
    );
  });
});
