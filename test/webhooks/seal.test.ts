import { describe, expect, it } from '@jest/globals';
import { newSecret, seal, unseal } from '../../src/webhooks/seal.ts';

const installation = 'an installation, long enough to be one';

describe('a sealed secret', () => {
  it('opens with the same installation and webhook only, and shows nothing', () => {
    const secret = newSecret();
    const sealed = seal(installation, 'w1', secret);
    expect(unseal(installation, 'w1', sealed)).toBe(secret);
    expect(unseal(installation, 'w2', sealed)).toBeUndefined();
    expect(unseal('another installation, long enough too', 'w1', sealed)).toBeUndefined();
    expect(unseal(installation, 'w1', sealed.subarray(0, 20))).toBeUndefined();
    expect(sealed.toString('latin1')).not.toContain(secret);
    expect(seal(installation, 'w1', secret).equals(sealed)).toBe(false);
  });
});
