import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskEmail, maskName, maskPhone } from '../../../src/domain/identity/masking.ts';

describe('maskName', () => {
  it.each([
    ['张三', '张*'],
    ['张三丰', '张**'],
    ['欧阳娜娜', '欧阳**'],
    ['欧阳修', '欧阳*'],
    ['欧阳', '欧*'],
    ['諸葛孔明', '諸葛**'],
    ['司马', '司*'],
    ['欧小阳', '欧**'],
    ['𠮷田', '𠮷*'],
    ['王𠮷', '王*'],
    ['𠮷', '*'],
    ['葛\u{e0100}城', '葛\u{e0100}*'],
    ['阿不都·买买提', '阿**·***'],
    ['John Smith', 'J*** *****'],
    ['Anne-Marie', 'A***-*****'],
    ['E\u0301tienne', 'E\u0301******'],
    [' 张三 ', '张*'],
    ['王', '*'],
    ['', ''],
    ['   ', ''],
  ])('shows "%s" as "%s"', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it('never shows a name of Chinese characters whole', () => {
    const han = fc.constantFrom(...Array.from('张王李赵欧阳司马上官三丰娜𠮷'));

    fc.assert(
      fc.property(fc.string({ unit: han, minLength: 1, maxLength: 6 }), (name) => {
        const masked = maskName(name);

        expect(masked).toContain('*');
        expect(Array.from(masked)).toHaveLength(Array.from(name).length);
        expect(Array.from(masked).filter((character) => character !== '*').length).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('maskPhone', () => {
  it.each([
    ['13812345678', '138****5678'],
    ['138 1234 5678', '138****5678'],
    ['138-1234-5678', '138****5678'],
    ['+86 138 1234 5678', '138****5678'],
    ['008613812345678', '138****5678'],
    ['8613812345678', '138****5678'],
    ['１３８１２３４５６７８', '138****5678'],
    ['021-61234567', '021****4567'],
    ['0371-61234567', '037*****4567'],
    ['6123456', '*****56'],
    ['100860', '****60'],
    ['10010', '*****'],
    ['', ''],
  ])('shows "%s" as "%s"', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  it('always hides at least four digits of a number that has them', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: 4, maxLength: 20 }),
        (phone) => {
          expect(maskPhone(phone).split('*').length - 1).toBeGreaterThanOrEqual(4);
        },
      ),
    );
  });
});

describe('maskEmail', () => {
  it.each([
    ['zhangsan@example.com', 'z***@example.com'],
    ['zs@example.com', 'z***@example.com'],
    ['z@example.com', '***@example.com'],
    ['𠮷田@example.com', '𠮷***@example.com'],
    ['"a@b"@example.com', '"***@example.com'],
    ['@example.com', '***'],
    ['zhangsan', '***'],
    ['', '***'],
  ])('shows "%s" as "%s"', (email, masked) => {
    expect(maskEmail(email)).toBe(masked);
  });
});
