import type { Act } from '../acts/act.ts';
import { fault } from '../domain/policies/fault.ts';
import { schemaOf, type PolicyKind } from '../domain/policies/kinds.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import { rootUnitId } from '../organisation/root-unit.ts';
import { lockVersion } from './version.ts';

export interface NewDraft {
  readonly kind: PolicyKind;
  readonly key: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly note: string | null;
}

/**
 * A next version to work on (CTR-11). It may still be incomplete: faults are told by the validation and forbid only the
 * submission. @throws Refusal POLICY_INVALID for a process that has no policy.
 */
export async function createDraft(act: Act, { kind, key, body, note }: NewDraft): Promise<Facts> {
  const { tx, actor, now } = act;
  if (schemaOf(kind, key) === undefined) {
    throw new Refusal('POLICY_INVALID', { issues: [fault('KEY_UNKNOWN', '', { key })] });
  }
  // Two drafts begun at once get two numbers.
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`policy:${kind}:${key}`]);
  const draft = await tx.one<{ id: string; number: number; version: number }>(
    `INSERT INTO policy_version (kind, key, version, state, body, note, created_by, created_at, writers)
     SELECT $1, $2, coalesce(max(version), 0) + 1, 'DRAFT', $3::jsonb, $4, $5, $6, ARRAY[$5::uuid]
     FROM policy_version WHERE kind = $1 AND key = $2
     RETURNING id, version AS number, etag AS version`,
    [kind, key, JSON.stringify(body), note, actor.id, now],
  );
  act.audit({
    action: 'POLICY_DRAFTED',
    unitId: await rootUnitId(tx),
    subject: `policy:${draft.id}`,
    after: { kind, key, number: draft.number },
  });
  return { ...draft, kind, key, state: 'DRAFT' };
}

export interface EditedDraft {
  readonly body: Readonly<Record<string, unknown>>;
  readonly note: string | null;
}

/** @throws Refusal POLICY_STATE, STALE_VERSION */
export async function editDraft(act: Act, id: string, version: number, { body, note }: EditedDraft): Promise<Facts> {
  const { tx, actor } = act;
  await lockVersion(tx, id, { version, state: 'DRAFT' });
  await tx.run(
    `UPDATE policy_version SET body = $2::jsonb, note = $3, etag = etag + 1,
       writers = CASE WHEN $4 = ANY (writers) THEN writers ELSE writers || $4::uuid END
     WHERE id = $1`,
    [id, JSON.stringify(body), note, actor.id],
  );
  act.audit({
    action: 'POLICY_EDITED',
    unitId: await rootUnitId(tx),
    subject: `policy:${id}`,
    before: { version },
    after: { version: version + 1 },
  });
  return { id, state: 'DRAFT', version: version + 1 };
}
