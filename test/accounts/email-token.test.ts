import { describe, expect, it } from '@jest/globals';
import { emailLink, emailToken, hashEmailToken } from '../../src/accounts/email-token.ts';

const SECRET = 'a secret of this test, long enough';
const ID = '0198c0de-0000-7000-8000-000000000001';

describe('the token of a mailed link', () => {
  it('follows from row and secret, and from nothing else', () => {
    const token = emailToken(SECRET, ID);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(emailToken(SECRET, ID)).toBe(token);
    expect(emailToken(`${SECRET}!`, ID)).not.toBe(token);
    expect(emailToken(SECRET, ID.replace(/1$/, '2'))).not.toBe(token);
    expect(hashEmailToken(token)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('stands in the fragment of the page it opens, where no server logs it', () => {
    const link = new URL(
      emailLink(
        { publicUrl: 'https://qudao.example', sessionSecret: SECRET },
        { tokenId: ID, purpose: 'RESET_PASSWORD' },
      ),
    );
    expect([link.pathname, link.search]).toEqual(['/reset-password', '']);
    expect(link.hash).toBe(`#${emailToken(SECRET, ID)}`);
  });
});
