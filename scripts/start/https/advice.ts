import type { Settings } from '../settings.ts';
import type { Certificates } from './certificates.ts';

/** Under which addresses a product started with `--https` is found, and what makes a device trust them. */
export function adviceFor({ https, port, publicUrl }: Settings, certificates: Certificates): string[] {
  const others = (https?.names ?? []).map((name) => `https://${name}:${port}`).filter((url) => url !== publicUrl);
  return [
    `            also ${others.join(', ')}`,
    '',
    'Every device in this network can open it, and the demonstration log-ins are no secret: use --https where you trust the network.',
    'A device that does not know the authority of its certificate warns. To trust it, copy this file to the device and install it as a',
    'CA certificate: on Android in the security settings; on an iPhone open it, install the profile, then switch it on under',
    'General > About > Certificate Trust Settings; on a computer import it into the browser.',
    `  file:        ${certificates.authorityFile}`,
    `  authority:   ${certificates.authorityName}, which can vouch for no site but this one and private addresses`,
    `  fingerprint: SHA-256 ${certificates.fingerprint}`,
    'Install it only when the device shows the same fingerprint. When an address of this machine changes, stop and start again: the',
    'certificate is renewed, the authority stays.',
  ];
}
