import os from 'node:os';

/** Bridges to containers and virtual machines: no phone is on them. */
const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|cni|podman|lxc)/;

/** IPv4 addresses of this machine in its networks, those where a phone can be first. */
export function lanAddresses(interfaces: NodeJS.Dict<os.NetworkInterfaceInfo[]> = os.networkInterfaces()): string[] {
  const addresses = Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos
      .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
      .map(({ address }) => ({ address, isVirtual: virtual.test(name) })),
  );
  return addresses.sort((a, b) => Number(a.isVirtual) - Number(b.isVirtual)).map(({ address }) => address);
}
