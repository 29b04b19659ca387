import type { Tx } from '../../../persistence/tx.ts';

/** An entry of the audit log: something was done, and some people's lists may be other ones now. */
export interface Change {
  /** Unique: chain and number. */
  readonly key: string;
  readonly caseId: string | null;
  readonly actorId: string | null;
  readonly subject: string | null;
}

/**
 * What was recorded in the last seconds. An entry bears the instant at which its act won its lock and is seen when that act commits, so that the
 * seconds have to be more than an act can take; whoever asks again knows by the keys what is new.
 */
export function readChanges(sql: Tx, seconds: number): Promise<Change[]> {
  return sql.rows<Change & Record<string, unknown>>(
    `SELECT chain || ' ' || seq AS key, case_id AS "caseId", actor_id AS "actorId", subject
     FROM audit_entry WHERE at > now() - make_interval(secs => $1)`,
    [seconds],
  );
}
