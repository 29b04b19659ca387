import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { KeyPair } from './issue.ts';

/** A certificate with its key, each in a PEM file. */
export interface Pair {
  readonly keys: KeyPair;
  readonly certificate: crypto.X509Certificate;
}

export interface PairFiles {
  readonly key: string;
  readonly certificate: string;
}

/** Of the authority; its certificate is the file that people carry to their phones. */
export function authorityFiles(directory: string): PairFiles {
  return { key: path.join(directory, 'ca.key'), certificate: path.join(directory, 'qudao-ca.crt') };
}

/** Milliseconds of a day. */
export const DAY = 86_400_000;

/** What is left of a certificate's life when the next start replaces it. */
const shortestRest = 30 * DAY;

/** The pair while it is whole and stays valid for a month; a missing, torn or expiring one is to be made anew. */
export function readPair(files: PairFiles, now: Date): Pair | undefined {
  try {
    const privateKey = crypto.createPrivateKey(fs.readFileSync(files.key));
    const certificate = new crypto.X509Certificate(fs.readFileSync(files.certificate));
    const isValid =
      certificate.checkPrivateKey(privateKey) &&
      Date.parse(certificate.validFrom) <= now.getTime() &&
      Date.parse(certificate.validTo) - shortestRest > now.getTime();
    return isValid ? { keys: { privateKey, publicKey: certificate.publicKey }, certificate } : undefined;
  } catch {
    return undefined;
  }
}

/** The key is its owner's only; certificates are for everybody. */
export function writePair(files: PairFiles, keys: KeyPair, certificate: string): Pair {
  writeWhole(files.key, keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
  writeWhole(files.certificate, certificate, 0o644);
  return { keys, certificate: new crypto.X509Certificate(certificate) };
}

function writeWhole(file: string, text: string, mode: number): void {
  fs.rmSync(`${file}.new`, { force: true });
  fs.writeFileSync(`${file}.new`, text, { mode });
  fs.renameSync(`${file}.new`, file);
}
