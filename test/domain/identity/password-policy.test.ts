import { describe, expect, it } from '@jest/globals';
import { defaultPasswordPolicy } from '../../../src/domain/identity/default-password-policy.ts';
import {
  checkPassword,
  normalisePassword,
  passwordPolicySchema,
  type PasswordPolicy,
} from '../../../src/domain/identity/password-policy.ts';

const policy: PasswordPolicy = {
  minLength: 10,
  maxLength: 64,
  common: ['Password123', '1234567890'],
  contextWords: ['qudao'],
};
const check = (password: string, loginName = 'zhangsan@example.com') => checkPassword(password, loginName, policy);

describe('checkPassword', () => {
  it.each([
    ['one character too short', 'zx7 mq2kw', ['TOO_SHORT']],
    ['just long enough', 'zx7 mq2kwp', []],
    ['just short enough', 'zx7 '.repeat(16), []],
    ['one character too long', `${'zx7 '.repeat(16)}m`, ['TOO_LONG']],
    ['nothing', '', ['TOO_SHORT']],
    ['ten Chinese characters', '落霞与孤鹜齐飞秋水共', []],
    ['nine characters outside the basic plane', '😀😁😂😃😄😅😆😇😈', ['TOO_SHORT']],
    ['ten characters outside the basic plane', '😀😁😂😃😄😅😆😇😈😉', []],
    ['letters of one kind only', 'mellowharbourtuesday', []],
  ])('judges the length of %s', (_what, password, refusals) => {
    expect(check(password)).toEqual(refusals);
  });

  it.each([
    ['a common password', 'Password123'],
    ['a common password in another case', 'pASSWORD123'],
    ['a common password in full width', 'ｐａｓｓｗｏｒｄ１２３'],
    ['one character repeated', 'aaaaaaaaaaaa'],
    ['one character repeated in both cases', 'AaAaAaAaAaAa'],
  ])('refuses %s', (_what, password) => {
    expect(check(password)).toEqual(['COMMON']);
  });

  it('accepts a longer text around a common password', () => {
    expect(check('Password123 and a harbour')).toEqual([]);
  });

  it.each([
    ['the whole address', 'x zhangsan@example.com', 'zhangsan@example.com'],
    ['the part before the @', 'my ZhangSan likes tea', 'zhangsan@example.com'],
    ['a name without @', 'zhangsan likes tea', 'ZHANGSAN'],
    ['a name of three characters', 'abc likes green tea', 'abc'],
  ])('refuses a password with the login name in it: %s', (_what, password, loginName) => {
    expect(check(password, loginName)).toEqual(['CONTAINS_LOGIN_NAME']);
  });

  it.each(['ab', '', ' ', 'li@example.com'])('does not look for the too short login name "%s"', (loginName) => {
    expect(check('ab li likes green tea', loginName)).toEqual([]);
  });

  it('refuses words that everybody knows of this product', () => {
    expect(check('QuDao harbour 77')).toEqual(['CONTAINS_CONTEXT_WORD']);
  });

  it('names every reason at once', () => {
    const strict = { ...policy, common: ['qudaoabc'] };

    expect(checkPassword('QudaoABC', 'abc', strict)).toEqual([
      'TOO_SHORT',
      'COMMON',
      'CONTAINS_LOGIN_NAME',
      'CONTAINS_CONTEXT_WORD',
    ]);
  });
});

describe('normalisePassword', () => {
  it('gives one text for two ways of typing it, and keeps case and spaces', () => {
    expect(normalisePassword('Ｃａfe\u0301 落 ')).toBe('Café 落 ');
  });
});

describe('defaultPasswordPolicy', () => {
  it('is a valid policy', () => {
    expect(passwordPolicySchema.parse(defaultPasswordPolicy)).toEqual(defaultPasswordPolicy);
  });

  it('knows common passwords that are long enough', () => {
    const longEnough = defaultPasswordPolicy.common.filter(({ length }) => length >= defaultPasswordPolicy.minLength);

    expect(longEnough.length).toBeGreaterThan(30);
    expect(new Set(defaultPasswordPolicy.common).size).toBe(defaultPasswordPolicy.common.length);
  });

  it.each([
    { ...defaultPasswordPolicy, minLength: 7 },
    { ...defaultPasswordPolicy, minLength: 300, maxLength: 256 },
    { ...defaultPasswordPolicy, maxLength: 63 },
    { ...defaultPasswordPolicy, contextWords: ['ab'] },
  ])('has a schema that refuses a careless change', (careless) => {
    expect(passwordPolicySchema.safeParse(careless).success).toBe(false);
  });
});
