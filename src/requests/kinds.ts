import { Refusal } from '../domain/refusal.ts';
import type { RequestKindBody } from '../domain/requests/kind.ts';
import type { Tx } from '../persistence/tx.ts';
import { findPolicy, policyById, type Policy } from '../policies/current.ts';
import type { Request } from './request.ts';

export type Kind = Policy<RequestKindBody>;

/** @throws Refusal KIND_NOT_OPEN when no version of it is in force. */
export async function currentKind(sql: Tx, code: string, at: Date): Promise<Kind> {
  const kind = await findPolicy(sql, 'REQUEST_KIND', code, at);
  if (kind === undefined) throw new Refusal('KIND_NOT_OPEN', { kind: code });
  return kind;
}

/** A draft follows the newest version of its kind; from its submission on a request keeps the one it was handed in under. */
export async function kindOf(
  sql: Tx,
  { kind, kindVersionId }: Pick<Request, 'kind' | 'kindVersionId'>,
  at: Date,
): Promise<Kind> {
  return kindVersionId === null ? currentKind(sql, kind, at) : policyById(sql, 'REQUEST_KIND', kindVersionId);
}

/** Every kind that is in force, by its code. */
export async function openKinds(sql: Tx, at: Date): Promise<Kind[]> {
  const rows = await sql.rows<{ id: string }>(
    `SELECT DISTINCT ON (key) id FROM policy_version WHERE kind = 'REQUEST_KIND' AND state = 'PUBLISHED' AND valid_from <= $1
     ORDER BY key, version DESC`,
    [at],
  );
  return Promise.all(rows.map(({ id }) => policyById(sql, 'REQUEST_KIND', id)));
}
