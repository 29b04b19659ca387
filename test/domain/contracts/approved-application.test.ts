import { describe, expect, it } from '@jest/globals';
import { isApprovedForContract } from '../../../src/domain/contracts/approved-application.ts';

const approved = { name: 'LEADER_APPROVAL', outcome: 'APPROVED' };
const phases = (...names: string[]) => names.map((name) => ({ name, outcome: 'APPROVED' }));

describe('where a contract may come from', () => {
  it('[ADM-07] allows one only right after the approval by the leaders', () => {
    expect(isApprovedForContract([...phases('SCREENING', 'MATERIAL_REVIEW'), approved])).toBe(true);
    expect(isApprovedForContract(phases('SCREENING', 'MATERIAL_REVIEW'))).toBe(false);
    expect(isApprovedForContract([])).toBe(false);
  });

  it.each(['REJECTED', 'EXPIRED', 'RETURN_TO_MATERIAL_REVIEW', 'TAKEN_BACK', null])(
    'allows none after an approval phase that ended %s',
    (outcome) => {
      expect(isApprovedForContract([{ name: 'LEADER_APPROVAL', outcome }])).toBe(false);
    },
  );

  it('still allows it when drafting and signing took several turns', () => {
    const back = { name: 'SIGNING', outcome: 'RETURN_TO_CONTRACTING' };
    expect(
      isApprovedForContract([approved, ...phases('CONTRACTING'), back, { name: 'CONTRACTING', outcome: null }]),
    ).toBe(true);
  });

  it('forgets an approval that the case has gone back behind', () => {
    expect(isApprovedForContract([approved, ...phases('CONTRACTING', 'MATERIAL_REVIEW')])).toBe(false);
  });
});
