import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { targetFault } from '../../domain/webhooks/target.ts';
import { AddressRefused, addressGuard, guardedLookup } from '../addresses.ts';

export interface PostSettings {
  readonly mode: string;
  /** Networks of its own that this installation's webhooks may reach. */
  readonly webhookNetworks: readonly string[];
}

/** What came back: a status, or a word for why none did. */
export type Answer = { readonly status: number } | { readonly error: string };

/**
 * One POST. Nothing is followed: a redirect is an answer like any other, and the address that was checked is the one connected to.
 * The answer's body is not looked at. Never throws.
 */
export async function post(
  url: string,
  { body, headers }: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  { mode, webhookNetworks }: PostSettings,
  timeoutMs: number,
): Promise<Answer> {
  const fault = targetFault(url, mode);
  if (fault !== undefined) return { error: fault };
  const target = new URL(url);
  const guard = addressGuard({ mode, networks: webhookNetworks });
  const host = target.hostname.replace(/^\[|\]$/g, '');
  // Node looks up names only.
  if (net.isIP(host) !== 0 && !guard.mayReach(host)) return { error: 'ADDRESS_REFUSED' };
  const bytes = Buffer.from(body, 'utf8');
  return new Promise((resolve) => {
    const request = (target.protocol === 'https:' ? https : http).request(
      target,
      {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length },
        lookup: guardedLookup(guard),
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        response.on('error', () => undefined).resume();
        resolve({ status: response.statusCode ?? 0 });
      },
    );
    request.on('error', (error) => {
      resolve({ error: wordFor(error) });
    });
    request.end(bytes);
  });
}

function wordFor(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'TIMEOUT';
  if (error instanceof AddressRefused) return 'ADDRESS_REFUSED';
  return 'code' in error && typeof error.code === 'string' ? error.code : 'CONNECTION_FAILED';
}
