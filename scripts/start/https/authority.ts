import crypto from 'node:crypto';
import { BitString } from 'asn1js';
import { BasicConstraints, Certificate, NameConstraints } from 'pkijs';
import { issueCertificate, makeExtension, makeKeyPair } from './issue.ts';
import { constraintsFor, covers } from './names.ts';
import { DAY, readPair, writePair, type Pair, type PairFiles } from './pair.ts';

/** Signs the certificates of this data directory; a device has to trust it once. */
export interface Authority extends Pair {
  readonly name: string;
}

const NAME_CONSTRAINTS = '2.5.29.30';
const lifetime = 3650 * DAY;

/** The authority of these files, made when there is none that is valid and may vouch for these names. */
export function ensureAuthority(files: PairFiles, names: readonly string[], now: Date): Authority {
  const known = readPair(files, now);
  const pair = known && mayVouchFor(known, names) ? known : makeAuthority(files, names, now);
  return { ...pair, name: pair.certificate.subject.replace(/^CN=/, '') };
}

function mayVouchFor({ certificate }: Pair, names: readonly string[]): boolean {
  const { extensions = [] } = Certificate.fromBER(certificate.raw);
  const limits: unknown = extensions.find(({ extnID }) => extnID === NAME_CONSTRAINTS)?.parsedValue;
  return limits instanceof NameConstraints && covers(limits, constraintsFor(names));
}

function makeAuthority(files: PairFiles, names: readonly string[], now: Date): Pair {
  // Told apart in a phone's list from the one of another machine, or of this one before.
  const name = `Qudao local authority ${crypto.randomBytes(4).toString('hex')}`;
  const keys = makeKeyPair();
  const certificate = issueCertificate({
    subject: name,
    publicKey: keys.publicKey,
    issuer: name,
    issuerKeys: keys,
    // Phones' clocks run behind.
    from: new Date(now.getTime() - DAY),
    until: new Date(now.getTime() + lifetime),
    extensions: [
      makeExtension('2.5.29.19', new BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema(), true),
      // It signs certificates and lists of revoked ones.
      makeExtension('2.5.29.15', new BitString({ valueHex: Uint8Array.of(0b0000_0110), unusedBits: 1 }), true),
      makeExtension(NAME_CONSTRAINTS, constraintsFor(names).toSchema(), true),
    ],
  });
  return writePair(files, keys, certificate);
}
