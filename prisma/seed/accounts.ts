import { hash } from '@node-rs/argon2';
import { personPinyin } from '../../src/registry/search/search-names.ts';
import type { Tx } from '../../src/persistence/tx.ts';
import { SEED_EPOCH } from './epoch.ts';

/** The password of everybody in the demonstration. */
export const DEMO_PASSWORD = 'Qudao-demo-2026';

export interface SeedAccount {
  readonly login: string;
  readonly kind: 'STAFF' | 'MEMBER';
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly locale: string;
}

/** Gives the logins that are new. One hash serves all of them: everybody knows the password anyway, and hashing is slow. */
export async function seedAccounts(tx: Tx, accounts: readonly SeedAccount[]): Promise<ReadonlySet<string>> {
  const known = await tx.rows<{ login: string }>('SELECT login FROM account WHERE login = ANY ($1)', [
    accounts.map(({ login }) => login),
  ]);
  const logins = new Set(known.map(({ login }) => login));
  const missing = accounts.filter(({ login }) => !logins.has(login));
  if (missing.length === 0) return new Set();
  const rows = missing.map((account) => ({ ...account, pinyin: personPinyin(account.name) }));
  await tx.run(
    `INSERT INTO account (kind, login, email, email_verified_at, name, name_pinyin, phone, locale, password_hash, created_at)
     SELECT r.kind, r.login, r.email, $2, r.name, r.pinyin, r.phone, r.locale, $3, $2
     FROM jsonb_to_recordset($1::jsonb)
       AS r(kind text, login text, email text, name text, pinyin text, phone text, locale text)`,
    [JSON.stringify(rows), SEED_EPOCH, await hash(DEMO_PASSWORD)],
  );
  return new Set(missing.map(({ login }) => login));
}

/** A number that looks like one and belongs to nobody in the demonstration. */
export function demoPhone(index: number): string {
  return `130${String(index).padStart(8, '0')}`;
}
