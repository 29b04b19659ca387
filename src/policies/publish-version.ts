import { createHash } from 'node:crypto';
import type { Act } from '../acts/act.ts';
import { canonicalJson } from '../audit/append.ts';
import type { Mode } from '../config.ts';
import { durationsIn } from '../domain/policies/durations-in.ts';
import { fault, isError, type PolicyFault } from '../domain/policies/fault.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import { assertAllowedUnit } from '../domain/time/duration.ts';
import { rootUnitId } from '../organisation/root-unit.ts';
import { projectChannelTypes } from '../registry/channels/project-channel-types.ts';
import { orderReplan } from '../tasks/replanning/order-replan.ts';
import { checkPolicy } from './check-policy.ts';
import { lockVersion, type PolicyVersionWithBody } from './version.ts';

/** Hands a draft to the second person. @throws Refusal POLICY_STATE, STALE_VERSION, DURATION_UNIT_REFUSED, POLICY_INVALID with every fault */
export async function submitVersion(act: Act, id: string, seen: number, mode: Mode): Promise<Facts> {
  const { tx, actor, now } = act;
  const version = await lockVersion(tx, id, { version: seen, state: 'DRAFT' });
  const body = await soundBody(act, version, mode);
  await tx.run(
    `UPDATE policy_version SET state = 'SUBMITTED', body = $2::jsonb, submitted_at = $3, etag = etag + 1,
       writers = CASE WHEN $4 = ANY (writers) THEN writers ELSE writers || $4::uuid END
     WHERE id = $1`,
    [id, JSON.stringify(body), now, actor.id],
  );
  act.audit({ action: 'POLICY_SUBMITTED', unitId: await rootUnitId(tx), subject: `policy:${id}` });
  return { id, state: 'SUBMITTED', version: seen + 1 };
}

/**
 * Makes the version the rule from `validFrom` on, by somebody who wrote no word of it; from then on it never changes.
 * @throws Refusal POLICY_STATE (also when a newer version is published already), STALE_VERSION, SAME_PERSON, DURATION_UNIT_REFUSED,
 * POLICY_INVALID
 */
export async function publishVersion(
  act: Act,
  id: string,
  seen: number,
  { validFrom, mode }: { readonly validFrom: Date | undefined; readonly mode: Mode },
): Promise<Facts> {
  const { tx, actor, now } = act;
  const version = await lockVersion(tx, id, { version: seen, state: 'SUBMITTED' });
  assertSecondPerson(version, actor.id);
  const previous = await newestPublished(act, version);
  if (previous !== undefined && previous > version.number) {
    throw new Refusal('POLICY_STATE', { state: version.state, newerNumber: previous });
  }
  const body = await soundBody(act, version, mode);
  const from = validFrom ?? now;
  assertValidFrom(version, from, now);
  await tx.run(
    `UPDATE policy_version SET state = 'PUBLISHED', body = $2::jsonb, valid_from = $3, published_by = $4, published_at = $5, etag = etag + 1
     WHERE id = $1`,
    [id, JSON.stringify(body), from, actor.id, now],
  );
  if (version.kind === 'CHANNEL_TYPE') await projectChannelTypes(tx, now);
  if (version.kind === 'CALENDAR') orderReplan(tx, id, version.key, { now, from });
  act.audit({
    action: 'POLICY_PUBLISHED',
    unitId: await rootUnitId(tx),
    subject: `policy:${id}`,
    before: { number: previous ?? null },
    after: {
      kind: version.kind,
      key: version.key,
      number: version.number,
      validFrom: from.toISOString(),
      bodyHash: createHash('sha256').update(canonicalJson(body)).digest('hex'),
    },
  });
  return { id, state: 'PUBLISHED', version: seen + 1, validFrom: from.toISOString() };
}

/** Sends it back to its author's desk for good; a copy of it can be a new draft. @throws Refusal POLICY_STATE, STALE_VERSION, SAME_PERSON */
export async function rejectVersion(act: Act, id: string, seen: number, reason: string): Promise<Facts> {
  const { tx, actor, now } = act;
  const version = await lockVersion(tx, id, { version: seen, state: 'SUBMITTED' });
  assertSecondPerson(version, actor.id);
  await tx.run(
    `UPDATE policy_version SET state = 'REJECTED', rejected_by = $2, rejected_at = $3, rejection_reason = $4, etag = etag + 1 WHERE id = $1`,
    [id, actor.id, now, reason],
  );
  act.audit({ action: 'POLICY_REJECTED', unitId: await rootUnitId(tx), subject: `policy:${id}` });
  return { id, state: 'REJECTED', version: seen + 1 };
}

function assertSecondPerson({ writers }: PolicyVersionWithBody, accountId: string | null): void {
  if (accountId === null || writers.includes(accountId)) throw new Refusal('SAME_PERSON');
}

async function soundBody(act: Act, { kind, key, body }: PolicyVersionWithBody, mode: Mode): Promise<unknown> {
  for (const { duration } of durationsIn(body)) assertAllowedUnit(duration, mode);
  const checked = await checkPolicy({ tx: act.tx, key, at: act.now }, kind, body, mode);
  const errors = checked.faults.filter(isError);
  if (errors.length > 0) refuse(errors);
  return checked.body;
}

/** What the past was decided by cannot be changed; the table of types follows at once, so a type cannot begin later. */
function assertValidFrom({ kind }: PolicyVersionWithBody, from: Date, now: Date): void {
  if (from < now) refuse([fault('IN_THE_PAST', 'validFrom')]);
  if (kind === 'CHANNEL_TYPE' && from > now) refuse([fault('AT_ONCE_ONLY', 'validFrom')]);
}

function refuse(issues: readonly PolicyFault[]): never {
  throw new Refusal('POLICY_INVALID', { issues });
}

async function newestPublished(act: Act, { kind, key }: PolicyVersionWithBody): Promise<number | undefined> {
  const row = await act.tx.maybe<{ number: number }>(
    `SELECT version AS number FROM policy_version WHERE kind = $1 AND key = $2 AND state = 'PUBLISHED' ORDER BY version DESC LIMIT 1`,
    [kind, key],
  );
  return row?.number;
}
