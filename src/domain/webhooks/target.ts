export type TargetFault = 'NOT_HTTPS' | 'CREDENTIALS' | 'NOT_A_URL' | 'FRAGMENT';

/**
 * Whether an address may be told at all, before its name is looked up: HTTPS without credentials. Plain HTTP stays on this machine, where it
 * shows a developer what is sent; production has none.
 */
export function targetFault(address: string, mode: string): TargetFault | undefined {
  if (!URL.canParse(address)) return 'NOT_A_URL';
  const { protocol, hostname, username, password, hash } = new URL(address);
  if (username !== '' || password !== '') return 'CREDENTIALS';
  if (hash !== '') return 'FRAGMENT';
  if (protocol === 'https:') return undefined;
  return protocol === 'http:' && mode !== 'production' && LOOPBACK.test(hostname) ? undefined : 'NOT_HTTPS';
}

/** As `URL` writes them, whatever form they were typed in. */
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
