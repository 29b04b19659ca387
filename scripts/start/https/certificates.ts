import type crypto from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { BitString } from 'asn1js';
import { BasicConstraints, ExtKeyUsage } from 'pkijs';
import { ensureAuthority, type Authority } from './authority.ts';
import { issueCertificate, makeExtension, makeKeyPair } from './issue.ts';
import { altNamesOf } from './names.ts';
import { authorityFiles, DAY, readPair, writePair, type Pair, type PairFiles } from './pair.ts';

export interface Certificates {
  readonly keyFile: string;
  readonly certificateFile: string;
  /** Of the authority, for devices to trust. */
  readonly authorityFile: string;
  readonly authorityName: string;
  /** SHA-256 of the authority's certificate, as devices show it. */
  readonly fingerprint: string;
  readonly validUntil: Date;
}

export interface CertificatesWish {
  readonly directory: string;
  /** Host names and IPv4 addresses. */
  readonly names: readonly string[];
  readonly now?: Date;
}

const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';

/** Below the 825 days that iOS accepts. */
const lifetime = 397 * DAY;

/**
 * A server certificate for these names and the authority that signed it, from the directory; what is missing, damaged, about to
 * expire or made for other names is made anew.
 */
export function ensureCertificates({ directory, names, now = new Date() }: CertificatesWish): Certificates {
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  const files = { key: path.join(directory, 'server.key'), certificate: path.join(directory, 'server.crt') };
  const authority = ensureAuthority(authorityFiles(directory), names, now);
  const known = readPair(files, now);
  const isGood = known !== undefined && isSignedBy(known, authority) && names.every((name) => isFor(known, name));
  const { certificate } = isGood ? known : makeServerCertificate({ files, names, now, authority });
  return {
    keyFile: files.key,
    certificateFile: files.certificate,
    authorityFile: authorityFiles(directory).certificate,
    authorityName: authority.name,
    fingerprint: authority.certificate.fingerprint256,
    validUntil: new Date(certificate.validTo),
  };
}

function isSignedBy({ certificate }: Pair, authority: Authority): boolean {
  return certificate.checkIssued(authority.certificate) && certificate.verify(authority.keys.publicKey);
}

function isFor({ certificate }: Pair, name: string): boolean {
  return (net.isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined;
}

interface ServerCertificateWish {
  readonly files: PairFiles;
  readonly names: readonly string[];
  readonly now: Date;
  readonly authority: Authority;
}

function makeServerCertificate({ files, names, now, authority }: ServerCertificateWish): Pair {
  const keys = makeKeyPair();
  const certificate = issueCertificate({
    subject: 'Qudao',
    publicKey: keys.publicKey,
    issuer: authority.name,
    issuerKeys: authority.keys,
    from: new Date(now.getTime() - DAY),
    until: earlier(new Date(now.getTime() + lifetime), authority.certificate),
    extensions: [
      makeExtension('2.5.29.19', new BasicConstraints({ cA: false }).toSchema(), true),
      // Digital signature: what TLS does with a key on an elliptic curve.
      makeExtension('2.5.29.15', new BitString({ valueHex: Uint8Array.of(0b1000_0000), unusedBits: 7 }), true),
      makeExtension('2.5.29.37', new ExtKeyUsage({ keyPurposes: [SERVER_AUTHENTICATION] }).toSchema()),
      makeExtension('2.5.29.17', altNamesOf(names).toSchema()),
    ],
  });
  return writePair(files, keys, certificate);
}

function earlier(until: Date, authority: crypto.X509Certificate): Date {
  return new Date(Math.min(until.getTime(), Date.parse(authority.validTo)));
}
