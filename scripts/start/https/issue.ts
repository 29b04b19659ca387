import crypto from 'node:crypto';
import { BitString, Integer, OctetString, Utf8String } from 'asn1js';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  Certificate,
  Extension,
  PublicKeyInfo,
  RelativeDistinguishedNames,
} from 'pkijs';

export interface KeyPair {
  readonly privateKey: crypto.KeyObject;
  readonly publicKey: crypto.KeyObject;
}

export interface CertificateWish {
  /** Common name and key of the holder. */
  readonly subject: string;
  readonly publicKey: crypto.KeyObject;
  /** Common name and keys of who signs; the holder's own for a root. */
  readonly issuer: string;
  readonly issuerKeys: KeyPair;
  readonly from: Date;
  readonly until: Date;
  readonly extensions: readonly Extension[];
}

const oids = {
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  authorityKeyIdentifier: '2.5.29.35',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
};

/** On P-256, which every browser takes. */
export function makeKeyPair(): KeyPair {
  return crypto.generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
}

export function makeExtension(extnID: string, value: { toBER(): ArrayBuffer }, critical = false): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER() });
}

/** The signed certificate (X.509 version 3) in PEM. */
export function issueCertificate(wish: CertificateWish): string {
  const algorithm = new AlgorithmIdentifier({ algorithmId: oids.ecdsaWithSha256 });
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ valueHex: makeSerialNumber() }),
    signature: algorithm,
    signatureAlgorithm: algorithm,
    subject: nameOf(wish.subject),
    issuer: nameOf(wish.issuer),
    subjectPublicKeyInfo: PublicKeyInfo.fromBER(encode(wish.publicKey)),
    extensions: [
      ...wish.extensions,
      makeExtension(oids.subjectKeyIdentifier, identifierOf(wish.publicKey)),
      makeExtension(
        oids.authorityKeyIdentifier,
        new AuthorityKeyIdentifier({ keyIdentifier: identifierOf(wish.issuerKeys.publicKey) }).toSchema(),
      ),
    ],
  });
  certificate.notBefore.value = wish.from;
  certificate.notAfter.value = wish.until;
  const signed = Buffer.from(certificate.encodeTBS().toBER());
  certificate.signatureValue = new BitString({ valueHex: crypto.sign('sha256', signed, wish.issuerKeys.privateKey) });
  return new crypto.X509Certificate(Buffer.from(certificate.toSchema(true).toBER())).toString();
}

function nameOf(commonName: string): RelativeDistinguishedNames {
  const value = new Utf8String({ value: commonName });
  return new RelativeDistinguishedNames({
    typesAndValues: [new AttributeTypeAndValue({ type: oids.commonName, value })],
  });
}

/** Tells the keys of two issuers apart. */
function identifierOf(key: crypto.KeyObject): OctetString {
  return new OctetString({ valueHex: crypto.createHash('sha256').update(encode(key)).digest().subarray(0, 20) });
}

function encode(publicKey: crypto.KeyObject): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' });
}

/** Positive, never zero, and not to be guessed. */
function makeSerialNumber(): Buffer {
  const bytes = crypto.randomBytes(16);
  return Buffer.concat([Buffer.from([0x40 | ((bytes[0] ?? 0) >> 2)]), bytes.subarray(1)]);
}
