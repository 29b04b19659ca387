import { describe, expect, it } from '@jest/globals';
import { isAcceptedType } from '../../../src/domain/files/upload-type.ts';

const allowed = ['application/pdf', 'image/jpeg', 'image/png'];

describe('isAcceptedType', () => {
  it.each([
    ['执照.pdf', 'application/pdf'],
    ['执照.PDF', 'application/pdf'],
    ['photo.jpg', 'image/jpeg'],
    ['photo.jpeg', 'image/jpeg'],
    ['photo.png', 'image/png'],
    ['scan', 'application/pdf'],
    ['合同.2026.pdf', 'application/pdf'],
  ])('accepts %s that is %s', (name, detected) => {
    expect(isAcceptedType({ name, detected, allowed })).toBe(true);
  });

  it.each([
    ['licence.pdf', 'application/x-msdownload'],
    ['licence.pdf', undefined],
    ['licence.pdf', 'image/png'],
    ['licence.exe', 'application/pdf'],
    ['licence.pdf.exe', 'application/pdf'],
    ['licence.', 'application/pdf'],
    ['photo.gif', 'image/gif'],
    ['page.html', undefined],
  ])('refuses %s that is %s', (name, detected) => {
    expect(isAcceptedType({ name, detected, allowed })).toBe(false);
  });

  it('follows the list it is given', () => {
    expect(isAcceptedType({ name: 'a.gif', detected: 'image/gif', allowed: ['image/gif'] })).toBe(true);
  });
});
