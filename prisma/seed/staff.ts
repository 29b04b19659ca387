import type { Tx } from '../../src/persistence/tx.ts';
import { seedStaff as staff } from '../seed-data/staff.ts';
import { demoPhone, seedAccounts } from './accounts.ts';
import { SEED_EPOCH } from './epoch.ts';

/** Staff with their roles; whoever is known already keeps the roles that the administrators gave them. */
export async function seedStaff(tx: Tx): Promise<void> {
  const added = await seedAccounts(
    tx,
    staff.map(({ login, name, locale }, index) => ({
      login,
      kind: 'STAFF',
      name,
      locale,
      email: `${login}@example.com`,
      phone: demoPhone(index),
    })),
  );
  const roles = staff
    .filter(({ login }) => added.has(login))
    .flatMap(({ login, role, units, level, post }) => units.map((unit) => ({ login, role, unit, level, post })));
  if (roles.length === 0) return;
  await tx.run(
    `INSERT INTO role_assignment (account_id, role, unit_id, level, post, valid_from)
     SELECT a.id, r.role, u.id, r.level, r.post, $2
     FROM jsonb_to_recordset($1::jsonb) AS r(login text, role text, unit text, level text, post text)
     JOIN account a ON a.login = r.login JOIN unit u ON u.code = r.unit`,
    [JSON.stringify(roles), SEED_EPOCH],
  );
}
