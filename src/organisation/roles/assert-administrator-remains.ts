import type { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';

/**
 * Somebody has to be left who can give roles, in the whole province and without an end. The root is locked, so that two
 * administrators cannot remove each other at once.
 * @throws Refusal NOBODY_LEFT
 */
export async function assertAdministratorRemains({ tx }: Act, leavingId: string, at: Date): Promise<void> {
  const root = await tx.one<{ id: string }>('SELECT id FROM unit WHERE parent_id IS NULL FOR NO KEY UPDATE');
  const other = await tx.maybe(
    `SELECT FROM role_assignment r JOIN account a ON a.id = r.account_id AND a.state = 'ACTIVE'
     WHERE r.role = 'ADMINISTRATOR' AND r.unit_id = $1 AND r.account_id <> $2 AND r.valid_from <= $3 AND r.valid_to IS NULL LIMIT 1`,
    [root.id, leavingId, at],
  );
  if (other === undefined) throw new Refusal('NOBODY_LEFT');
}
