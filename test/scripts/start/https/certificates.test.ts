import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import tls from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ensureAuthority } from '../../../../scripts/start/https/authority.ts';
import { ensureCertificates } from '../../../../scripts/start/https/certificates.ts';
import { issueCertificate, makeExtension, makeKeyPair } from '../../../../scripts/start/https/issue.ts';
import { altNamesOf } from '../../../../scripts/start/https/names.ts';
import { authorityFiles, DAY } from '../../../../scripts/start/https/pair.ts';
import { makeScratchDirectory, removeScratchDirectory } from '../../scratch-directory.ts';

const names = ['localhost', '127.0.0.1', '192.168.1.20'];
const now = new Date();

let directory: string;
beforeEach(() => {
  directory = path.join(makeScratchDirectory(), 'tls');
});
afterEach(() => {
  removeScratchDirectory(path.dirname(directory));
});

describe('the certificates of --https', () => {
  it.each(names)('let a device that trusts the authority open %s', async (name) => {
    const { certificateFile, keyFile, authorityFile } = ensure();
    await expect(
      shakeHands(name, { cert: read(certificateFile), key: read(keyFile) }, read(authorityFile)),
    ).resolves.toBe('trusted');
  });

  it('are good for no other name', async () => {
    const { certificateFile, keyFile, authorityFile } = ensure();
    await expect(
      shakeHands('192.168.1.21', { cert: read(certificateFile), key: read(keyFile) }, read(authorityFile)),
    ).resolves.toMatch(/does not match/);
  });

  it('come from an authority whose stolen key cannot vouch for another site', async () => {
    ensure();
    const authority = ensureAuthority(authorityFiles(directory), names, now);
    const { privateKey, publicKey } = makeKeyPair();
    const cert = issueCertificate({
      subject: 'bank.example',
      publicKey,
      issuer: authority.name,
      issuerKeys: authority.keys,
      from: now,
      until: new Date(now.getTime() + DAY),
      extensions: [makeExtension('2.5.29.17', altNamesOf(['bank.example']).toSchema())],
    });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await expect(shakeHands('bank.example', { cert, key }, authority.certificate.toString())).resolves.toMatch(
      /permitted subtree violation/,
    );
  });

  it('stay as they are while nothing changes', () => {
    ensure();
    const before = contents();
    ensure();
    expect(contents()).toEqual(before);
  });

  it.each([
    { case: 'an address is new', wish: { names: [...names, '10.0.0.7'] } },
    { case: 'less than a month is left', wish: { now: inDays(397 - 29) } },
  ])('are renewed by the same authority when $case', ({ wish }) => {
    const before = ensure();
    const old = contents();
    const after = ensure(wish);
    expect(after.fingerprint).toBe(before.fingerprint);
    expect(contents()['server.crt']).not.toBe(old['server.crt']);
    expect(certificate(after.certificateFile).checkIP('192.168.1.20')).toBe('192.168.1.20');
  });

  it('are kept while more than a month is left', () => {
    ensure();
    const before = contents();
    ensure({ now: inDays(397 - 31) });
    expect(contents()).toEqual(before);
  });

  it.each([
    { case: 'it is about to expire', wish: { now: inDays(3650 - 29) } },
    { case: 'a public name is new', wish: { names: [...names, 'qudao.example'] } },
    { case: 'a public address is new', wish: { names: [...names, '203.0.113.9'] } },
  ])('get a new authority when $case', ({ wish }) => {
    const before = ensure();
    const after = ensure(wish);
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(after.authorityName).not.toBe(before.authorityName);
    expect(certificate(after.certificateFile).checkIssued(certificate(after.authorityFile))).toBe(true);
    const again = ensure(wish);
    expect(again.fingerprint).toBe(after.fingerprint);
  });

  it.each(['ca.key', 'qudao-ca.crt', 'server.key', 'server.crt'])('are made anew when %s is torn', async (file) => {
    ensure();
    fs.writeFileSync(path.join(directory, file), 'torn');
    const { certificateFile, keyFile, authorityFile } = ensure();
    await expect(
      shakeHands('localhost', { cert: read(certificateFile), key: read(keyFile) }, read(authorityFile)),
    ).resolves.toBe('trusted');
  });

  it('keep their keys to their owner', () => {
    ensure();
    for (const file of ['ca.key', 'server.key']) {
      expect(fs.statSync(path.join(directory, file)).mode & 0o777).toBe(0o600);
    }
  });

  it('live shorter than the 825 days that iOS accepts, and have begun for a clock that is behind', () => {
    const { certificateFile, validUntil } = ensure();
    expect(validUntil.getTime() - now.getTime()).toBeLessThan(825 * DAY);
    expect(Date.parse(certificate(certificateFile).validFrom)).toBeLessThan(now.getTime() - DAY / 2);
  });
});

function ensure(wish: { names?: readonly string[]; now?: Date } = {}) {
  return ensureCertificates({ directory, names, now, ...wish });
}

function contents(): Record<string, string> {
  return Object.fromEntries(fs.readdirSync(directory).map((name) => [name, read(path.join(directory, name))]));
}

function read(file: string): string {
  return fs.readFileSync(file, 'utf8');
}

function certificate(file: string): crypto.X509Certificate {
  return new crypto.X509Certificate(read(file));
}

function inDays(days: number): Date {
  return new Date(now.getTime() + days * DAY);
}

/** What a client that trusts only this authority says of a server under that name. */
async function shakeHands(name: string, pair: { cert: string; key: string }, ca: string): Promise<string> {
  const server = tls.createServer(pair, (socket) => socket.end()).on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    return await new Promise((resolve) => {
      const checkServerIdentity = (_host: string, peer: tls.PeerCertificate) => tls.checkServerIdentity(name, peer);
      const socket = tls.connect({ host: '127.0.0.1', port, ca, checkServerIdentity }, () => {
        socket.destroy();
        resolve('trusted');
      });
      socket.once('error', (error: Error) => {
        resolve(error.message);
      });
    });
  } finally {
    server.close();
  }
}
