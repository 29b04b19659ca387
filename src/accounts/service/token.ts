import { createHash } from 'node:crypto';
import type { Tx } from '../../persistence/tx.ts';

/** Tokens are random, so a plain hash is enough to make the table useless to a reader. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Notes, at most once a minute, that a token is still in use; a token nobody uses should be revoked. */
export async function noteTokenUse(sql: Tx, token: string): Promise<void> {
  await sql.run(
    `UPDATE api_token SET last_used_at = now()
     WHERE token_hash = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
    [hashToken(token)],
  );
}
