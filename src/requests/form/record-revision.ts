import type { Act } from '../../acts/act.ts';
import type { FormValues } from '../../domain/forms/values.ts';

export interface Change {
  readonly caseId: string;
  /** Null for whoever asked. */
  readonly stageKey: string | null;
  readonly changed: readonly string[];
  readonly before: FormValues;
  readonly after: FormValues;
}

/** Keeps a form, and what was there before; the words stay in the row, the audit names the fields. Gives the version. */
export async function recordRevision(act: Act, { caseId, stageKey, changed, before, after }: Change): Promise<number> {
  const { version } = await act.tx.one<{ version: number }>(
    `WITH revised AS (
       INSERT INTO request_revision (case_id, n, stage_key, account_id, on_behalf_of, before, after, at)
       SELECT $1, coalesce(max(n), 0) + 1, $2, $3, $4, $5, $6, $7 FROM request_revision WHERE case_id = $1)
     UPDATE request_form SET "values" = $8, version = version + 1 WHERE case_id = $1 RETURNING version`,
    [
      caseId,
      stageKey,
      act.actor.id,
      act.onBehalfOf,
      JSON.stringify(only(before, changed)),
      JSON.stringify(only(after, changed)),
      act.now,
      JSON.stringify(after),
    ],
  );
  return version;
}

function only(values: FormValues, keys: readonly string[]): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)));
}
