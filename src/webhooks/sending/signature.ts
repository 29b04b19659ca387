import { createHmac } from 'node:crypto';

/** `X-Qudao-Signature`: when it was made, in seconds since 1970, and the HMAC-SHA-256 over that and the body as it travels. */
export function signatureOf(secret: string, body: string, at: Date): string {
  const t = Math.floor(at.getTime() / 1000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
}
