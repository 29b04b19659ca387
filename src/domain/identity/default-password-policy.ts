import type { PasswordPolicy } from './password-policy.ts';

/** Written down as people type them; comparison ignores case and width. */
const COMMON = `
  password password1 password12 password123 password1234 password12345 passw0rd p@ssw0rd p@ssword p@ssw0rd123 mypassword
  thisismypassword passwordpassword changeme changeme123 changemenow letmein letmein123 letmeinplease welcome welcome1
  welcome123 welcome1234 welcome2024 welcome2025 welcome2026 admin admin123 admin1234 admin12345 admin123456 administrator
  administrator1 root123456 superuser default123 guest12345 test1234 test12345 test123456 testtesttest secret secret123
  12345678 123456789 1234567890 12345678910 123456789012 1234567890123 0123456789 01234567890 012345678901 0987654321
  9876543210 98765432100 112233445566 121212121212 123123123 123123123123 123321123321 147258369 147258369147 159357
  159357159357 1234abcd abcd1234 abcd12345678 abc123456 abc123456789 a123456789 a1234567890 aa123456789 aa12345678 abcdefgh
  abcdefghijkl abcdefghijklm abcdefghijklmnop abcabcabc abcabcabcabc asdfghjkl asdfghjkl123 asdfasdfasdf qwertyui qwertyuiop
  qwertyuiop123 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwerty1234567 qwertyqwerty qazwsxedc qazwsxedcrfv qazwsx123456
  1qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5y6 zaq12wsx zxcvbnm123 zxcvbnm123456
  zxcvbnmzxcvbnm zxcvbnmasdfghjkl iloveyou iloveyou123 iloveyou1314 iloveyou5201314 iloveyouforever 5201314 52013145201314
  woaini woaini123 woaini1314 woaini520 woaini5201314 woaiwojia wodemima wodemima123 mima123456 nihao123456 woshishui123
  zhongguo123 chinaunicom chinamobile chinatelecom liantong123 yidong123456 dianxin123456 monkey123456 dragon123456
  football123 baseball123 superman123 sunshine123 princess123 trustno1 whatever123 correcthorsebatterystaple
`;

/** What holds until an administrator publishes another policy. */
export const defaultPasswordPolicy: PasswordPolicy = {
  minLength: 12,
  maxLength: 256,
  common: COMMON.trim().split(/\s+/),
  contextWords: ['qudao'],
};
