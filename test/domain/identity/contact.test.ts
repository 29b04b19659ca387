import { describe, expect, it } from '@jest/globals';
import { emailSchema, mainlandMobileSchema } from '../../../src/domain/identity/contact.ts';

describe('emailSchema', () => {
  it.each([
    ['zhangsan@example.com', 'zhangsan@example.com'],
    [' ZhangSan@Example.COM ', 'zhangsan@example.com'],
    ['ｚｓ＠example.com', 'zs@example.com'],
    ['zs+qudao@mail.example.com.cn', 'zs+qudao@mail.example.com.cn'],
    ['zs\u{200b}@example.com', 'zs@example.com'],
  ])('reads "%s" as %s', (written, email) => {
    expect(emailSchema.parse(written)).toBe(email);
  });

  it.each([
    '',
    'zhangsan',
    'zhangsan@',
    '@example.com',
    'zhang san@example.com',
    'a@b@example.com',
    'Zhang <zs@example.com>',
    'zs@example.com\r\nBcc: other@example.com',
    'zs@example.com, other@example.com',
    'zs@example',
  ])('refuses %j', (written) => {
    expect(emailSchema.safeParse(written).success).toBe(false);
  });

  it('accepts 254 characters and refuses 255', () => {
    const ofLength = (length: number) => `zs@${'d.'.repeat((length - 6) / 2)}com`;

    expect(ofLength(254)).toHaveLength(254);
    expect(emailSchema.safeParse(ofLength(254)).success).toBe(true);
    expect(emailSchema.safeParse(`a${ofLength(254)}`).success).toBe(false);
  });
});

describe('mainlandMobileSchema', () => {
  it.each(['13812345678', '138 1234 5678', '138-1234-5678', '+8613812345678', '+86 138 1234 5678', '008613812345678'])(
    'reads "%s" as eleven digits',
    (written) => {
      expect(mainlandMobileSchema.parse(written)).toBe('13812345678');
    },
  );

  it.each([
    ['８６１３８１２３４５６７８', '13812345678'],
    ['19912345678', '19912345678'],
    ['13000000000', '13000000000'],
  ])('reads "%s" as %s', (written, mobile) => {
    expect(mainlandMobileSchema.parse(written)).toBe(mobile);
  });

  it.each([
    '',
    '1381234567',
    '138123456789',
    '12812345678',
    '03711234567',
    '+85291234567',
    '86861381234567',
    '1381234567a',
    '138.1234.5678',
  ])('refuses "%s"', (written) => {
    expect(mainlandMobileSchema.safeParse(written).success).toBe(false);
  });
});
