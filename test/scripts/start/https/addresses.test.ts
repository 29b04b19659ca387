import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { lanAddresses } from '../../../../scripts/start/https/addresses.ts';

function ipv4(address: string, internal = false): NetworkInterfaceInfo {
  return { address, internal, family: 'IPv4', netmask: '255.255.255.0', mac: '00:00:00:00:00:00', cidr: null };
}

describe('lanAddresses', () => {
  it('puts networks in which a phone can be before bridges to containers', () => {
    expect(lanAddresses({ docker0: [ipv4('172.17.0.1')], wlan0: [ipv4('192.168.1.20')] })).toEqual([
      '192.168.1.20',
      '172.17.0.1',
    ]);
  });

  it('leaves out loopback, IPv6 and addresses that nobody has assigned', () => {
    const ipv6: NetworkInterfaceInfo = { ...ipv4('fe80::1'), family: 'IPv6', scopeid: 2 };
    expect(lanAddresses({ lo: [ipv4('127.0.0.1', true)], eth0: [ipv6, ipv4('169.254.3.4')] })).toEqual([]);
  });
});
