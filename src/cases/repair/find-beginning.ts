import type { Tx } from '../../persistence/tx.ts';

export interface Beginning {
  readonly phase: string;
  /** Of the last phase before it; seq goes on behind it. */
  readonly seq: number;
}

/** Where a woken case begins, by the row of the act that woke it. */
export function findBeginning(sql: Tx, caseId: string, generation: number): Promise<Beginning> {
  return sql.one<Beginning & Record<string, unknown>>(
    `SELECT phase, seq FROM case_operation WHERE case_id = $1 AND generation = $2 AND kind = 'WAKE'`,
    [caseId, generation],
  );
}
