import { describe, expect, it } from '@jest/globals';
import { emailToken } from '../../src/accounts/email-token.ts';
import { linkInApp, linkInMail } from '../../src/messages/links.ts';

const settings = { publicUrl: 'https://qudao.test', sessionSecret: 'a secret that is long enough to be one' };

describe('the link of a notice', () => {
  it('leads to the task, else to the case, else to the front page', () => {
    expect(linkInApp(settings.publicUrl, { taskId: 't', caseId: 'c' })).toBe('https://qudao.test/tasks/t');
    expect(linkInApp(settings.publicUrl, { caseId: 'c' })).toBe('https://qudao.test/cases/c');
    expect(linkInApp(settings.publicUrl, {})).toBe('https://qudao.test/');
  });

  it('carries the one-time token in a mail, and never in the product', () => {
    const token = emailToken(settings.sessionSecret, 'id');
    expect(linkInMail(settings, { tokenId: 'id' }, 'RESET_PASSWORD')).toBe(
      `https://qudao.test/reset-password#${token}`,
    );
    expect(linkInApp(settings.publicUrl, { tokenId: 'id' })).not.toContain(token);
    expect(linkInMail(settings, { tokenId: 'id' }, null)).toBe('https://qudao.test/');
  });
});
