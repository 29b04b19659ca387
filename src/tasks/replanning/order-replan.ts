import type { Tx } from '../../persistence/tx.ts';

/** With the publication of a calendar, in its transaction: deadlines that rest on it will be planned again once it counts. `key` is CN or a unit's code. */
export function orderReplan(tx: Tx, versionId: string, key: string, { now, from }: { now: Date; from: Date }): void {
  tx.send(
    `INSERT INTO deadline_replan (policy_version_id, unit_id, created_at, start_at)
     SELECT $1, (SELECT id FROM unit WHERE code = $2), $3, $4`,
    [versionId, key, now, from],
  );
}
