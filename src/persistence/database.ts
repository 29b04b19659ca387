import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { overPool, type Tx } from './tx.ts';

/** One pool under both: `pg` for the transactions of acts and system steps, Prisma for ordinary reads. */
export interface Database {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Single statements outside a transaction. */
  readonly sql: Tx;
  close(): Promise<void>;
}

// Instants are read as Date, dates as their text (a DATE has no zone), bigint counts as number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** `lock_timeout` is architecture §2: a waiting act gives up after 3 s and is answered 503 with Retry-After. */
export function openDatabase(url: string, size: number): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    options:
      '-c lock_timeout=3000 -c statement_timeout=20000 -c idle_in_transaction_session_timeout=20000 -c timezone=UTC',
  });
  // A connection that dies (server restart) must not end the process, neither idle nor between two statements of a transaction: the next
  // query opens a new one, and the transaction fails by its next statement.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    pool,
    prisma,
    sql: overPool(pool),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
