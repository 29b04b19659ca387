import type { Tx } from '../../persistence/tx.ts';

/** How far the planning is that a calendar's publication ordered. */
export interface Replan {
  readonly cases: number;
  readonly moved: number;
  readonly startsAt: Date;
  readonly endedAt: Date | null;
}

/** Null for a version that is not published. */
export async function readReplan(sql: Tx, versionId: string): Promise<Replan | null> {
  const row = await sql.maybe<Replan & Record<string, unknown>>(
    `SELECT r.cases, r.moved, p.valid_from AS "startsAt", r.ended_at AS "endedAt"
     FROM deadline_replan r JOIN policy_version p ON p.id = r.policy_version_id WHERE r.policy_version_id = $1`,
    [versionId],
  );
  return row ?? null;
}
