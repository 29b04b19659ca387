import { describe, expect, it } from '@jest/globals';
import { targetFault } from '../../../src/domain/webhooks/target.ts';

describe('an address to be told', () => {
  it.each([
    ['https://oa.example/hooks?x=1', 'production', undefined],
    ['https://oa.example:8443/', 'development', undefined],
    ['http://oa.example/', 'development', 'NOT_HTTPS'],
    ['http://127.0.0.1:9/', 'production', 'NOT_HTTPS'],
    ['http://127.0.0.1:9/', 'test', undefined],
    ['http://localhost:9/', 'development', undefined],
    ['http://2130706433:9/', 'development', undefined],
    ['http://[::1]:9/', 'development', undefined],
    ['http://localhost.evil.example/', 'development', 'NOT_HTTPS'],
    ['http://127.0.0.1.evil.example/', 'development', 'NOT_HTTPS'],
    ['https://user:word@oa.example/', 'production', 'CREDENTIALS'],
    ['https://oa.example/#here', 'production', 'FRAGMENT'],
    ['file:///etc/passwd', 'development', 'NOT_HTTPS'],
    ['oa.example', 'production', 'NOT_A_URL'],
  ])('%s in %s: %s', (url, mode, fault) => {
    expect(targetFault(url, mode)).toBe(fault);
  });
});
