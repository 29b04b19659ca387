import { schemaOf, type PolicyBody, type PolicyKey, type PolicyKind } from '../domain/policies/kinds.ts';
import type { Tx } from '../persistence/tx.ts';

/** A published rule. `body` has been parsed by the schema of its kind. */
export interface Policy<Body> {
  readonly id: string;
  readonly version: number;
  readonly body: Body;
}

interface PolicyRow {
  id: string;
  kind: PolicyKind;
  key: string;
  version: number;
  body: unknown;
}

/** Published versions never change, so a parsed one serves this process until it ends. */
const published = new Map<string, Policy<unknown> & { kind: PolicyKind; key: string }>();

/**
 * The version that is valid at `at`: of those published and begun, the newest.
 * @throws Error when none is: then the installation lacks a rule it cannot do without.
 */
export async function currentPolicy<Kind extends PolicyKind, Key extends PolicyKey<Kind>>(
  tx: Tx,
  kind: Kind,
  key: Key,
  at: Date,
): Promise<Policy<PolicyBody<Kind, Key>>> {
  const policy = await findPolicy(tx, kind, key, at);
  if (policy === undefined) throw new Error(`No ${kind} ${key} is published`);
  return policy;
}

/** As `currentPolicy`, for rules that may be missing: the checklist of a type nobody may apply for. */
export async function findPolicy<Kind extends PolicyKind, Key extends PolicyKey<Kind>>(
  tx: Tx,
  kind: Kind,
  key: Key,
  at: Date,
): Promise<Policy<PolicyBody<Kind, Key>> | undefined> {
  const row = await tx.maybe<{ id: string }>(
    `SELECT id FROM policy_version WHERE kind = $1 AND key = $2 AND state = 'PUBLISHED' AND valid_from <= $3
     ORDER BY version DESC LIMIT 1`,
    [kind, key, at],
  );
  return row === undefined ? undefined : policyById(tx, kind, row.id, key);
}

/**
 * The very version a case was started with, whatever has been published since. `key` is needed where it names the shape
 * (PROCESS_POLICY).
 * @throws Error when the row is missing or of another kind.
 */
export async function policyById<Kind extends PolicyKind, Key extends PolicyKey<Kind> = PolicyKey<Kind>>(
  tx: Tx,
  kind: Kind,
  id: string,
  key?: Key,
): Promise<Policy<PolicyBody<Kind, Key>>> {
  const known = published.get(id) ?? (await load(tx, id));
  if (known?.kind !== kind || (key !== undefined && known.key !== key)) throw new Error(`No ${kind} under ${id}`);
  // The kind, and with it the schema that made the body, was compared a line ago.
  return known as Policy<PolicyBody<Kind, Key>>;
}

/** Which kind of rule a published version is; undefined when there is none. */
export async function kindOfPolicy(tx: Tx, id: string): Promise<PolicyKind | undefined> {
  return (published.get(id) ?? (await load(tx, id)))?.kind;
}

async function load(tx: Tx, id: string) {
  const row = await tx.maybe<PolicyRow>(
    `SELECT id, kind, key, version, body FROM policy_version WHERE id = $1 AND state = 'PUBLISHED'`,
    [id],
  );
  if (row === undefined) return undefined;
  const schema = schemaOf(row.kind, row.key);
  if (schema === undefined) throw new Error(`Nobody knows the shape of ${row.kind} ${row.key}`);
  const policy = { ...row, body: schema.parse(row.body) };
  published.set(id, policy);
  return policy;
}
