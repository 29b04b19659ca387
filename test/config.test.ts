import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../src/config.ts';

const needed = {
  DATABASE_URL: 'postgresql://qudao@127.0.0.1/qudao',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  SMTP_URL: 'smtp://127.0.0.1:25',
  PUBLIC_URL: 'https://qudao.example',
  DATA_DIR: '/var/lib/qudao',
  SESSION_SECRET: 's'.repeat(32),
  PERSON_HASH_KEY: 'k'.repeat(32),
};
const pair = { TLS_CERT_FILE: '/etc/qudao/tls.crt', TLS_KEY_FILE: '/etc/qudao/tls.key' };

describe('readConfig', () => {
  it('serves plain HTTP on loopback when nothing else is said', () => {
    expect(readConfig(needed)).toMatchObject({ host: '127.0.0.1', port: 8080, tls: undefined });
  });

  it('takes a certificate with its key, and an empty variable for none', () => {
    expect(readConfig({ ...needed, ...pair }).tls).toEqual({
      certFile: '/etc/qudao/tls.crt',
      keyFile: '/etc/qudao/tls.key',
    });
    expect(readConfig({ ...needed, TLS_CERT_FILE: '', TLS_KEY_FILE: '' }).tls).toBeUndefined();
  });

  it.each(Object.keys(pair))('refuses a pair without %s', (missing) => {
    expect(() => readConfig({ ...needed, ...pair, [missing]: undefined })).toThrow(
      /is set together with TLS_CERT_FILE or not at all/,
    );
  });

  it('refuses a certificate under a public address that says http', () => {
    expect(() => readConfig({ ...needed, ...pair, PUBLIC_URL: 'http://qudao.example' })).toThrow(
      /begins with https: where TLS_CERT_FILE is set/,
    );
  });

  it('names everything that is missing', () => {
    for (const name of Object.keys(needed)) expect(() => readConfig({})).toThrow(new RegExp(name));
  });
});
