import dns from 'node:dns';
import net from 'node:net';

/** What may be connected to, by its address. */
export interface AddressGuard {
  mayReach(address: string): boolean;
}

/** Networks that are nobody's on the Internet: an address in them leads to the operator's own machines (RFC 6890 and its successors). */
const OWN_NETWORKS = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '2001::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/** `networks`: those of their own that this installation's webhooks may reach, in CIDR form. Loopback is open outside production. */
export function addressGuard({ mode, networks }: { mode: string; networks: readonly string[] }): AddressGuard {
  const shut = listOf(OWN_NETWORKS);
  const open = listOf(mode === 'production' ? networks : [...networks, ...LOOPBACK]);
  return {
    mayReach(address) {
      const plain = address.startsWith('[') ? address.slice(1, -1) : address;
      const family = net.isIP(plain);
      // An address with a zone is of the local link.
      if (family === 0 || plain.includes('%')) return false;
      const name = family === 6 ? 'ipv6' : 'ipv4';
      return open.check(plain, name) || !shut.check(plain, name);
    },
  };
}

function listOf(networks: readonly string[]): net.BlockList {
  const list = new net.BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), net.isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

export class AddressRefused extends Error {}

/**
 * A name's look-up that gives only addresses that may be reached; the connection goes to the very address that was checked here. One
 * forbidden address among several refuses the name.
 */
export function guardedLookup(guard: AddressGuard): net.LookupFunction {
  return (hostname, options, callback) => {
    dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses;
      if (error !== null) callback(error, '');
      else if (first === undefined || !addresses.every(({ address }) => guard.mayReach(address)))
        callback(new AddressRefused(hostname), '');
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
