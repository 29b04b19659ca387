import type { Side } from '../../domain/conversation/audience.ts';
import type { Tx } from '../../persistence/tx.ts';

export interface UrgeItem {
  readonly id: string;
  readonly side: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly taskIds: readonly string[];
  readonly channels: readonly string[];
  readonly note: string | null;
  readonly createdAt: Date;
}

export interface UrgeSearch {
  readonly caseId: string;
  /** An applicant sees what their own side did. */
  readonly side: Side;
  /** The last one already shown. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** One more than asked for, newest first. */
export function listUrges(sql: Tx, { caseId, side, after, limit }: UrgeSearch): Promise<UrgeItem[]> {
  return sql.rows<UrgeItem & Record<string, unknown>>(
    `SELECT u.id, u.side, jsonb_build_object('id', a.id, 'name', a.name) AS by, u.task_ids AS "taskIds", u.channels, u.note, u.created_at AS "createdAt"
     FROM urge u JOIN account a ON a.id = u.account_id
     WHERE u.case_id = $1 AND ($2 OR u.side = 'APPLICANT') AND ($3::uuid IS NULL OR u.id < $3) ORDER BY u.id DESC LIMIT $4`,
    [caseId, side === 'OFFICE', after ?? null, limit + 1],
  );
}
