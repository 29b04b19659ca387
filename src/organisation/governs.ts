import type { Act } from '../acts/act.ts';
import { STAFF_PERMISSIONS, STAFF_ROLES, type Permission } from '../domain/access/roles.ts';
import { Refusal } from '../domain/refusal.ts';

const GOVERNING = STAFF_ROLES.filter((role) => {
  const permissions: readonly Permission[] = STAFF_PERMISSIONS[role];
  return permissions.includes('WRITE_ORGANISATION');
});

/**
 * An administrator governs the unit of the role and everything below it, nothing beside or above (ORG-01). Read inside the act,
 * so that a role that ended a moment ago governs nothing.
 * @throws Refusal NOT_ALLOWED
 */
export async function assertGoverns({ tx, now, actor }: Act, unitIds: readonly string[]): Promise<void> {
  const beyond = await tx.maybe(
    `SELECT FROM unit u WHERE u.id = ANY ($1) AND NOT EXISTS (
       SELECT FROM role_assignment r WHERE r.account_id = $2 AND r.role = ANY ($3) AND r.unit_id = ANY (u.path)
         AND r.valid_from <= $4 AND (r.valid_to IS NULL OR r.valid_to > $4)) LIMIT 1`,
    [unitIds, actor.id, GOVERNING, now],
  );
  if (beyond !== undefined) throw new Refusal('NOT_ALLOWED');
}

/** All units somebody holds or will hold a role in; an account without any belongs to the province. @throws Refusal NOT_ALLOWED */
export async function assertGovernsAccount(act: Act, accountId: string): Promise<void> {
  const rows = await act.tx.rows<{ id: string }>(
    `SELECT DISTINCT unit_id AS id FROM role_assignment WHERE account_id = $1 AND (valid_to IS NULL OR valid_to > $2)
     UNION SELECT id FROM unit WHERE parent_id IS NULL AND NOT EXISTS (
       SELECT FROM role_assignment WHERE account_id = $1 AND (valid_to IS NULL OR valid_to > $2))`,
    [accountId, act.now],
  );
  await assertGoverns(
    act,
    rows.map(({ id }) => id),
  );
}
