import type { Tx } from '../persistence/tx.ts';

/** In whose chain acts on this account are on record: the unit of its first role, for everybody else the province (ORG-09). */
export async function unitOfAccount(tx: Tx, accountId: string): Promise<string> {
  const { id } = await tx.one<{ id: string }>(
    `SELECT coalesce(
       (SELECT unit_id FROM role_assignment WHERE account_id = $1 AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())
        ORDER BY valid_from, id LIMIT 1),
       (SELECT id FROM unit WHERE parent_id IS NULL)) AS id`,
    [accountId],
  );
  return id;
}
