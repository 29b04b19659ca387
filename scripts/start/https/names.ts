import net from 'node:net';
import { OctetString } from 'asn1js';
import { AltName, GeneralName, GeneralSubtree, NameConstraints } from 'pkijs';

/** What the Internet does not route: addresses of loopback and of local networks, as network and mask. */
const privateRanges = [
  ['10.0.0.0', '255.0.0.0'],
  ['100.64.0.0', '255.192.0.0'],
  ['127.0.0.0', '255.0.0.0'],
  ['172.16.0.0', '255.240.0.0'],
  ['192.168.0.0', '255.255.0.0'],
] as const;

const DNS_NAME = 2;
const IP_ADDRESS = 7;

/** The subject alternative names of a certificate. */
export function altNamesOf(names: readonly string[]): AltName {
  return new AltName({
    altNames: names.map((name) => (net.isIPv4(name) ? ipName(bytesOf(name)) : dnsName(name))),
  });
}

/**
 * What an authority may vouch for: localhost, private addresses, and those of the names that are neither. A thief of its key
 * can pretend to be nothing else, on a phone that trusts it neither.
 */
export function constraintsFor(names: readonly string[]): NameConstraints {
  const ranges = privateRanges.map(([network, mask]) => ipName([...bytesOf(network), ...bytesOf(mask)]));
  const others = names.filter((name) => name !== 'localhost' && !isPrivate(name));
  const single = others.map((name) =>
    net.isIPv4(name) ? ipName([...bytesOf(name), 255, 255, 255, 255]) : dnsName(name),
  );
  return new NameConstraints({
    permittedSubtrees: [dnsName('localhost'), ...ranges, ...single].map((base) => new GeneralSubtree({ base })),
  });
}

/** Whether an authority limited to the one may vouch for everything that the other names. */
export function covers(given: NameConstraints, wanted: NameConstraints): boolean {
  const permitted = subtreesOf(given);
  return subtreesOf(wanted).every((subtree) => permitted.includes(subtree));
}

function subtreesOf({ permittedSubtrees = [] }: NameConstraints): string[] {
  return permittedSubtrees.map((subtree) => Buffer.from(subtree.toSchema().toBER()).toString('hex'));
}

function isPrivate(name: string): boolean {
  return net.isIPv4(name) && privateRanges.some(([network, mask]) => isWithin(bytesOf(name), network, mask));
}

function isWithin(address: readonly number[], network: string, mask: string): boolean {
  const [start, bits] = [bytesOf(network), bytesOf(mask)];
  return address.every((byte, index) => (byte & (bits[index] ?? 255)) === start[index]);
}

function dnsName(value: string): GeneralName {
  return new GeneralName({ type: DNS_NAME, value });
}

function ipName(bytes: readonly number[]): GeneralName {
  return new GeneralName({ type: IP_ADDRESS, value: new OctetString({ valueHex: Uint8Array.from(bytes) }) });
}

function bytesOf(address: string): number[] {
  return address.split('.').map(Number);
}
