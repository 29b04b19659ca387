import type { Tx } from '../../persistence/tx.ts';

/** What a check may look at beside the body: the key of the policy, and the other rules and people of this instant. */
export interface CheckContext {
  readonly tx: Tx;
  readonly key: string;
  readonly at: Date;
}

/** Which of these keys have a version of the kind that is valid now. */
export async function publishedKeys({ tx, at }: CheckContext, kind: string): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ key: string }>(
    `SELECT DISTINCT key FROM policy_version WHERE kind = $1 AND state = 'PUBLISHED' AND valid_from <= $2`,
    [kind, at],
  );
  return new Set(rows.map(({ key }) => key));
}
