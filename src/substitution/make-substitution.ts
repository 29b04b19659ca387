import type { Act } from '../acts/act.ts';
import { assertFits, assertPeriod } from '../domain/substitution/check-substitution.ts';
import type { DatedSubstitution } from '../domain/substitution/cycle.ts';
import type { Scope } from '../domain/substitution/scope.ts';
import { REQUEST } from '../domain/requests/kind.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import { assertGovernsAccount } from '../organisation/governs.ts';
import { unitOfAccount } from '../organisation/unit-of-account.ts';
import type { Tx } from '../persistence/tx.ts';
import { currentPolicy } from '../policies/current.ts';
import { SUBSTITUTION_COLUMNS } from './holding-now.ts';
import { scopeFacts } from './scope-facts.ts';
import { tellBoth } from './tell-both.ts';

export interface NewSubstitution extends Scope {
  readonly principalId: string;
  readonly substituteId: string;
  /** Left out: from now on. */
  readonly from: Date | undefined;
  readonly to: Date;
  readonly reason: string;
}

/**
 * Lets somebody stand in for the principal (代理): made by the principal, or for them by an administrator of all their units. What begins at once is
 * told with it; of what is planned the substitute hears again when it begins.
 * @throws Refusal SUBSTITUTE_NOT_POSSIBLE, SUBSTITUTION_PERIOD, PROCESS_UNKNOWN, UNIT_UNKNOWN, SUBSTITUTION_OVERLAPS, SUBSTITUTION_CYCLE, NOT_ALLOWED
 */
export async function makeSubstitution(act: Act, wanted: NewSubstitution): Promise<Facts> {
  const { tx, now, id } = act;
  const { principalId, substituteId, processes, unitIds, amountFrom, amountBelow, to, reason } = wanted;
  await assertPeople(tx, principalId, substituteId);
  // One after the other: two that close a circle together must not pass each other.
  await tx.one('SELECT id FROM unit WHERE parent_id IS NULL FOR NO KEY UPDATE');
  if (principalId !== act.actor.id) await assertGovernsAccount(act, principalId);
  const fresh: DatedSubstitution = { ...wanted, id, from: wanted.from ?? now };
  const { body: policy } = await currentPolicy(tx, 'PROCESS_POLICY', 'SUBSTITUTION', now);
  assertPeriod(fresh, now, policy);
  await assertKnown(tx, fresh, now);
  const standing = await standingBeside(tx, fresh, now);
  assertFits(fresh, standing, await pathsOf(tx, [fresh, ...standing]));
  await tx.run(
    `INSERT INTO substitution (id, principal_id, substitute_id, valid_from, valid_to, processes, unit_ids, amount_from, amount_below, reason, created_by, created_at, begun_told_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      id,
      principalId,
      substituteId,
      fresh.from,
      to,
      processes,
      unitIds,
      amountFrom,
      amountBelow,
      reason,
      act.actor.id,
      now,
      fresh.from <= now ? now : null,
    ],
  );
  act.audit({
    action: 'SUBSTITUTION_MADE',
    unitId: await unitOfAccount(tx, principalId),
    subject: `substitution:${id}`,
    after: scopeFacts(fresh),
  });
  await tellBoth(act, 'SUBSTITUTION_MADE', fresh);
  return { substitutionId: id };
}

/** Two people, both there; and whoever only administers or audits decides no case, in nobody's name (ORG-01). */
async function assertPeople(tx: Tx, principalId: string, substituteId: string): Promise<void> {
  const refuse = (reasonCode: string) => new Refusal('SUBSTITUTE_NOT_POSSIBLE', { reasonCode });
  if (principalId === substituteId) throw refuse('ONESELF');
  const people = await tx.rows<{ id: string; works: boolean }>(
    `SELECT a.id, EXISTS (SELECT FROM role_assignment r WHERE r.account_id = a.id AND r.role NOT IN ('AUDITOR', 'ADMINISTRATOR')
         AND (r.valid_to IS NULL OR r.valid_to > now())) AS works
     FROM account a WHERE a.id = ANY ($1) AND a.kind = 'STAFF' AND a.state = 'ACTIVE' ORDER BY a.id FOR SHARE`,
    [[principalId, substituteId]],
  );
  if (!people.some(({ id }) => id === principalId)) throw refuse('PRINCIPAL_NOT_ACTIVE_STAFF');
  const substitute = people.find(({ id }) => id === substituteId);
  if (substitute === undefined) throw refuse('NOT_ACTIVE_STAFF');
  if (!substitute.works) throw refuse('DECIDES_NO_CASES');
}

async function assertKnown(tx: Tx, { processes, unitIds }: Scope, at: Date): Promise<void> {
  const known = await tx.one<{ processes: string[]; units: number }>(
    `SELECT ARRAY(SELECT DISTINCT CASE kind WHEN 'REQUEST_KIND' THEN '${REQUEST}' ELSE body ->> 'process' END FROM policy_version
         WHERE kind IN ('ROUTE', 'REQUEST_KIND') AND state = 'PUBLISHED' AND valid_from <= $2) AS processes,
       (SELECT count(*) FROM unit WHERE id = ANY ($1) AND NOT closed) AS units`,
    [unitIds ?? [], at],
  );
  const unknown = (processes ?? []).filter((name) => !known.processes.includes(name));
  if (unknown.length > 0) throw new Refusal('PROCESS_UNKNOWN', { processes: unknown });
  if (unitIds !== null && known.units < new Set(unitIds).size) throw new Refusal('UNIT_UNKNOWN');
}

/** The principal's own, and everything over which their tasks could travel on; planned ones too. */
async function standingBeside(
  tx: Tx,
  { principalId, substituteId }: DatedSubstitution,
  now: Date,
): Promise<DatedSubstitution[]> {
  return tx.rows<DatedSubstitution & Record<string, unknown>>(
    `WITH RECURSIVE beside AS (
       SELECT s.* FROM substitution s WHERE s.principal_id = ANY ($1) AND s.revoked_at IS NULL AND s.valid_to > $2
       UNION
       SELECT s.* FROM beside b JOIN substitution s ON s.principal_id = b.substitute_id WHERE s.revoked_at IS NULL AND s.valid_to > $2)
     SELECT ${SUBSTITUTION_COLUMNS}, s.valid_from AS "from", s.valid_to AS "to" FROM beside s ORDER BY s.id`,
    [[principalId, substituteId], now],
  );
}

async function pathsOf(tx: Tx, scopes: readonly Scope[]): Promise<(unitId: string) => readonly string[]> {
  const ids = scopes.flatMap(({ unitIds }) => unitIds ?? []);
  const units = await tx.rows<{ id: string; path: string[] }>('SELECT id, path FROM unit WHERE id = ANY ($1)', [ids]);
  const paths = new Map(units.map(({ id, path }) => [id, path]));
  return (unitId) => paths.get(unitId) ?? [];
}
