import type { Tx } from '../persistence/tx.ts';

/** The province. Acts on accounts that belong to no unit are on record in its chain (ORG-09). */
export async function rootUnitId(tx: Tx): Promise<string> {
  const { id } = await tx.one<{ id: string }>('SELECT id FROM unit WHERE parent_id IS NULL');
  return id;
}
