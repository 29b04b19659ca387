import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { COMPANIES_WITH_MEMBERS } from '../seed-data/companies.ts';
import { seedStaff } from '../seed-data/staff.ts';
import type { Tx } from '../../src/persistence/tx.ts';
import { DEMO_PASSWORD } from './accounts.ts';
import { memberLogin } from './companies.ts';

/** Writes who can log in to `<directory>/demo-logins.json`, as `[{ role, login, password, name }]`. */
export async function writeDemoLogins(tx: Tx, directory: string): Promise<void> {
  const roles = new Map<string, string>(seedStaff.map(({ login, role }) => [login, role]));
  for (let number = 1; number <= COMPANIES_WITH_MEMBERS; number += 1) {
    for (const role of ['OWNER', 'OPERATOR', 'SIGNER'] as const) roles.set(memberLogin(role, number), role);
  }
  const accounts = await tx.rows<{ login: string; name: string }>(
    'SELECT login, name FROM account WHERE login = ANY ($1) ORDER BY kind DESC, id',
    [[...roles.keys()]],
  );
  const logins = accounts.map(({ login, name }) => ({ role: roles.get(login), login, password: DEMO_PASSWORD, name }));
  const file = path.join(directory, 'demo-logins.json');
  await mkdir(directory, { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(logins, undefined, 2)}\n`);
  await rename(`${file}.new`, file);
}
