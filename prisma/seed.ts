import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { z } from 'zod';
import { inTransaction } from '../src/persistence/tx.ts';
import { seedCompanies as companiesOf } from './seed-data/companies.ts';
import { seedChannels } from './seed/channels.ts';
import { seedCompanies } from './seed/companies.ts';
import { writeDemoLogins } from './seed/demo-logins.ts';
import { seedPolicies } from './seed/policies.ts';
import { seedBlacklist, seedCreditRecords } from './seed/screening-lists.ts';
import { seedStaff } from './seed/staff.ts';
import { seedHeads, seedUnits } from './seed/units.ts';

export interface SeedOptions {
  /** How many companies there are to be. */
  readonly companies: number;
  /** Where `demo-logins.json` goes; not written without it. */
  readonly dataDir?: string;
  /** The product's own key: the blacklist is compared by hashes made with it. */
  readonly personHashKey: string;
}

/** Any number; two seeds of one database wait for each other under it. */
const SEED_LOCK = 734_202_611;

/**
 * The demonstration's data, also what tests start from. What is there already, and whatever people have made of it, stays as
 * it is: rows are found by their natural keys, and a second run adds nothing.
 */
export async function seed(databaseUrl: string, options: SeedOptions): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  try {
    await inTransaction(pool, async (tx) => {
      await tx.run('SELECT pg_advisory_xact_lock($1)', [SEED_LOCK]);
      const newUnits = await seedUnits(tx);
      await seedStaff(tx);
      await seedHeads(tx, newUnits);
      await seedPolicies(tx);
      const newCompanies = await seedCompanies(tx, companiesOf(options.companies), options.personHashKey);
      await seedChannels(tx, newCompanies);
      await seedCreditRecords(tx, newCompanies);
      await seedBlacklist(tx, options.personHashKey);
      if (options.dataDir !== undefined) await writeDemoLogins(tx, options.dataDir);
    });
  } finally {
    await pool.end();
  }
}

const environment = z.object({
  MIGRATION_DATABASE_URL: z.string().optional(),
  DATABASE_URL: z.string().optional(),
  SEED_COMPANIES: z.coerce.number().int().min(1).max(50_000).default(200),
  DATA_DIR: z.string().min(1).optional(),
  PERSON_HASH_KEY: z.string().min(32),
});

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const values = environment.parse(process.env);
  const databaseUrl = z.url().parse(values.MIGRATION_DATABASE_URL ?? values.DATABASE_URL);
  await seed(databaseUrl, {
    companies: values.SEED_COMPANIES,
    personHashKey: values.PERSON_HASH_KEY,
    ...(values.DATA_DIR === undefined ? {} : { dataDir: values.DATA_DIR }),
  });
}
