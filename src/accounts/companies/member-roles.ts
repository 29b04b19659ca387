import type { Act } from '../../acts/act.ts';
import type { CompanyRole } from '../../domain/access/roles.ts';
import { Refusal } from '../../domain/refusal.ts';

const CURRENT = 'valid_from <= $3 AND (valid_to IS NULL OR valid_to > $3)';

/** The roles somebody has in the company now; none for who is no member. */
export async function currentRoles({ tx, now }: Act, companyId: string, accountId: string): Promise<string[]> {
  const rows = await tx.rows<{ role: string }>(
    `SELECT role FROM company_member WHERE company_id = $1 AND account_id = $2 AND ${CURRENT} ORDER BY role`,
    [companyId, accountId, now],
  );
  return rows.map(({ role }) => role);
}

export async function giveRoles(
  { tx, now }: Act,
  companyId: string,
  accountId: string,
  roles: readonly CompanyRole[],
): Promise<void> {
  await tx.run(
    `INSERT INTO company_member (company_id, account_id, role, valid_from)
     SELECT $1, $2, role, $4 FROM unnest($3::text[]) AS role`,
    [companyId, accountId, roles, now],
  );
}

export async function endRoles(
  { tx, now }: Act,
  companyId: string,
  accountId: string,
  roles: readonly string[],
): Promise<void> {
  await tx.run(
    `UPDATE company_member SET valid_to = $4
     WHERE company_id = $1 AND account_id = $2 AND role = ANY ($3) AND (valid_to IS NULL OR valid_to > $4)`,
    [companyId, accountId, roles, now],
  );
}

/** An owner who has not opened the account yet cannot act for the company. @throws Refusal LAST_OWNER */
export async function assertOwnerRemains({ tx, now }: Act, companyId: string, leavingId: string): Promise<void> {
  const other = await tx.maybe(
    `SELECT FROM company_member m JOIN account a ON a.id = m.account_id AND a.state = 'ACTIVE'
     WHERE m.company_id = $1 AND m.account_id <> $2 AND m.role = 'OWNER'
       AND m.valid_from <= $3 AND (m.valid_to IS NULL OR m.valid_to > $3) LIMIT 1`,
    [companyId, leavingId, now],
  );
  if (other === undefined) throw new Refusal('LAST_OWNER');
}
