import type { PolicyKind } from '../domain/policies/kinds.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../persistence/tx.ts';

export const POLICY_STATES = ['DRAFT', 'SUBMITTED', 'PUBLISHED', 'REJECTED'] as const;
export type PolicyState = (typeof POLICY_STATES)[number];

/** A numbered version of a rule as its administrators see it. `version` grows with every change of the row, as everywhere. */
export interface PolicyVersion {
  readonly id: string;
  readonly kind: PolicyKind;
  readonly key: string;
  readonly number: number;
  readonly state: PolicyState;
  readonly note: string | null;
  readonly validFrom: Date | null;
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly publishedBy: string | null;
  readonly publishedAt: Date | null;
  readonly rejectedBy: string | null;
  readonly rejectedAt: Date | null;
  readonly rejectionReason: string | null;
  readonly version: number;
}

export interface PolicyVersionWithBody extends PolicyVersion {
  readonly body: unknown;
  /** Everybody who created, edited or submitted it. */
  readonly writers: readonly string[];
}

/** Its own `version` is the number; an unqualified one in ORDER BY would mean the row's. */
const COLUMNS = `id, kind, key, version AS number, state, note, valid_from AS "validFrom", created_by AS "createdBy", created_at AS "createdAt",
  submitted_at AS "submittedAt", published_by AS "publishedBy", published_at AS "publishedAt", rejected_by AS "rejectedBy",
  rejected_at AS "rejectedAt", rejection_reason AS "rejectionReason", etag AS version`;

/** @throws Refusal NOT_FOUND */
export async function readVersion(sql: Tx, id: string): Promise<PolicyVersionWithBody> {
  return found(
    await sql.maybe<PolicyVersionWithBody>(
      `SELECT ${COLUMNS}, body, coalesce(writers, '{}') AS writers FROM policy_version WHERE id = $1`,
      [id],
    ),
  );
}

/**
 * Holds the version until the act is over and sees it as it is then.
 * @throws Refusal STALE_VERSION when it is no longer the one the person looked at, POLICY_STATE when it is in another state.
 */
export async function lockVersion(
  tx: Tx,
  id: string,
  expected: { readonly version: number; readonly state: PolicyState },
): Promise<PolicyVersionWithBody> {
  await tx.one('SELECT id FROM policy_version WHERE id = $1 FOR UPDATE', [id]);
  const version = await readVersion(tx, id);
  if (version.state !== expected.state) throw new Refusal('POLICY_STATE', { state: version.state });
  if (version.version !== expected.version) throw new Refusal('STALE_VERSION', { version: version.version });
  return version;
}

/** One more than asked for, newest first. */
export async function listVersions(
  sql: Tx,
  { kind, key, below, limit }: { kind: PolicyKind; key: string; below: number | undefined; limit: number },
): Promise<PolicyVersion[]> {
  return sql.rows<PolicyVersion>(
    `SELECT ${COLUMNS} FROM policy_version WHERE kind = $1 AND key = $2 AND ($3::int IS NULL OR policy_version.version < $3)
     ORDER BY number DESC LIMIT $4`,
    [kind, key, below ?? null, limit + 1],
  );
}

/** A rule by name: which version holds now, which is the newest. */
export interface PolicySummary {
  readonly kind: PolicyKind;
  readonly key: string;
  readonly currentId: string | null;
  readonly currentNumber: number | null;
  readonly latestNumber: number;
  readonly latestState: PolicyState;
}

/** One more than asked for, by kind and key. */
export async function listPolicies(
  sql: Tx,
  { kind, after, limit }: { kind: PolicyKind | undefined; after: readonly [string, string] | undefined; limit: number },
): Promise<PolicySummary[]> {
  return sql.rows<PolicySummary>(
    `SELECT latest.kind, latest.key, current.id AS "currentId", current.version AS "currentNumber", latest.version AS "latestNumber",
       latest.state AS "latestState"
     FROM (SELECT DISTINCT ON (kind, key) kind, key, version, state FROM policy_version
           WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR (kind, key) > ($2, $3))
           ORDER BY kind, key, version DESC) AS latest
     LEFT JOIN LATERAL (SELECT id, version FROM policy_version p WHERE p.kind = latest.kind AND p.key = latest.key
       AND p.state = 'PUBLISHED' AND p.valid_from <= now() ORDER BY p.version DESC LIMIT 1) AS current ON true
     ORDER BY latest.kind, latest.key LIMIT $4`,
    [kind ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  );
}

function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Refusal('NOT_FOUND');
  return row;
}
