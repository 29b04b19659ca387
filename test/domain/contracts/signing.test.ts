import { describe, expect, it } from '@jest/globals';
import { nextToSign, signingSide } from '../../../src/domain/contracts/signing.ts';

describe('the order of signing', () => {
  it('lets the template say who begins', () => {
    expect(nextToSign({ signOrder: ['OPERATOR', 'PARTNER'] }, [])).toBe('OPERATOR');
    expect(nextToSign({ signOrder: ['PARTNER', 'OPERATOR'] }, [])).toBe('PARTNER');
  });

  it('goes on to the other side and ends there', () => {
    expect(nextToSign({ signOrder: ['OPERATOR', 'PARTNER'] }, ['OPERATOR'])).toBe('PARTNER');
    expect(nextToSign({ signOrder: ['OPERATOR', 'PARTNER'] }, ['OPERATOR', 'PARTNER'])).toBeUndefined();
  });

  it("takes the company's people for the partner and staff for the operator", () => {
    expect(signingSide({ approvers: [{ kind: 'COMPANY', role: 'SIGNER' }] })).toBe('PARTNER');
    expect(signingSide({ approvers: [{ kind: 'ROLE', role: 'CONTRACT_OFFICER', unit: 'PROVINCE' }] })).toBe('OPERATOR');
  });
});
