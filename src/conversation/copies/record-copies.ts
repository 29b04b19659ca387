import type { Act } from '../../acts/act.ts';
import type { CaseHead } from '../../cases/case-head.ts';
import { caseParams } from '../../tasks/case-params.ts';

export interface NewCopies {
  readonly to: readonly string[];
  /** Null where the route says so. */
  readonly from: { readonly id: string; readonly name: string } | null;
  readonly note: string | null;
  /** The stage that ended. */
  readonly stage: { readonly id: string; readonly key: string } | null;
  /** Sets the notice apart from those of other copies of the same case. */
  readonly ref: string;
}

/** Shows the case to these people and tells them. Whoever has an unread copy of it keeps that one. Gives the copies that were made. */
export async function recordCopies(
  act: Act,
  head: Pick<CaseHead, 'id' | 'process' | 'number' | 'titleZh' | 'titleEn'>,
  { to, from, note, stage, ref }: NewCopies,
): Promise<{ readonly id: string; readonly accountId: string }[]> {
  const made = await act.tx.rows<{ id: string; accountId: string }>(INSERT, [
    head.id,
    to,
    from?.id ?? null,
    stage?.id ?? null,
    stage?.key ?? null,
    note,
    act.now,
  ]);
  act.tell({
    process: head.process,
    event: 'CASE_COPIED',
    group: 'COPIED',
    accountIds: made.map(({ accountId }) => accountId),
    ref,
    caseId: head.id,
    params: { ...caseParams(head), byName: from?.name ?? null },
  });
  return made;
}

const INSERT = `WITH made AS (
    INSERT INTO case_copy (case_id, account_id, sent_by, stage_id, stage_key, note, sent_at)
    SELECT $1, id, $3, $4, $5, $6, $7 FROM unnest($2::uuid[]) AS id
    ON CONFLICT (case_id, account_id) WHERE read_at IS NULL AND revoked_at IS NULL DO NOTHING RETURNING id, account_id),
  known AS (
    INSERT INTO case_participant (case_id, account_id, kind, since) SELECT $1, account_id, 'COPIED', $7 FROM made ON CONFLICT DO NOTHING)
  SELECT id, account_id AS "accountId" FROM made`;
