import { createHash } from 'node:crypto';
import type { Pool, PoolClient, QueryResultRow } from 'pg';

/**
 * A running transaction. Functions that take one demand, by type, that their caller holds it open.
 * Every statement is prepared once per connection under a name made from its text.
 */
export interface Tx {
  rows<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The one row the statement must give; anything else is a bug. */
  one<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row>;
  maybe<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row | undefined>;
  /** How many rows the statement touched. */
  run(sql: string, values?: readonly unknown[]): Promise<number>;
  /**
   * A write whose answer nobody needs: it is not waited for and travels with the next statement. A failure is thrown by the next
   * statement that is waited for, or by the commit.
   */
  send(sql: string, values?: readonly unknown[]): void;
}

const names = new Map<string, string>();

function statementName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(sql).digest('hex').slice(0, 24);
  names.set(sql, name);
  return name;
}

/** One connection, held by the caller. */
export function overClient(client: PoolClient): Tx & { end(word: 'COMMIT' | 'ROLLBACK'): Promise<void> } {
  let failure: { readonly error: unknown } | undefined;
  let over = false;
  const ask = <Row extends QueryResultRow>(sql: string, values: readonly unknown[]) => {
    if (over) throw new Error(`The transaction is over: ${sql}`);
    return client.query<Row>({ name: statementName(sql), text: sql, values: [...values] });
  };
  const query = async <Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) => {
    try {
      const result = await ask<Row>(sql, values);
      // In an aborted transaction only going back to a savepoint succeeds.
      failure = undefined;
      return result;
    } catch (error) {
      // Answers come in order: the first to fail is the reason, those behind it only met an aborted transaction.
      failure ??= { error };
      throw failure.error;
    }
  };
  return {
    async rows<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]) {
      return (await query<Row>(sql, values)).rows;
    },
    async one<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]) {
      const { rows } = await query<Row>(sql, values);
      const [row] = rows;
      if (row === undefined || rows.length > 1) throw new Error(`Expected one row, found ${rows.length}: ${sql}`);
      return row;
    },
    async maybe<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]) {
      return (await query<Row>(sql, values)).rows[0];
    },
    async run(sql, values) {
      return (await query(sql, values)).rowCount ?? 0;
    },
    send(sql, values = []) {
      ask(sql, values).catch((error: unknown) => {
        failure ??= { error };
      });
    },
    async end(word) {
      over = true;
      await client.query(word);
      // The server answers the COMMIT of an aborted transaction without an error, by rolling it back.
      if (word === 'COMMIT' && failure !== undefined) throw failure.error;
    },
  };
}

/** Acts and steps reach their rows by key, so planning a statement anew for its values costs more than any plan could save. */
const BEGIN = 'BEGIN; SET LOCAL plan_cache_mode = force_generic_plan';

/**
 * Runs `work` in one READ COMMITTED transaction. The connection is pipelined: statements sent before one is waited for travel together.
 * A connection whose state is unknown is thrown away, never reused.
 */
export async function inTransaction<Result>(pool: Pool, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  const tx = overClient(client);
  let broken = true;
  try {
    const [, result] = await Promise.all([client.query(BEGIN), work(tx)]);
    await tx.end('COMMIT');
    broken = false;
    return result;
  } catch (error) {
    await tx.end('ROLLBACK').then(
      () => {
        broken = false;
      },
      () => undefined,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A single statement outside any transaction, for reads and for writes that stand alone. */
export function overPool(pool: Pool): Tx {
  const run = async <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect();
    let broken = true;
    try {
      const result = await work(overClient(client));
      broken = false;
      return result;
    } catch (error) {
      broken = !isPostgresError(error);
      throw error;
    } finally {
      client.release(broken);
    }
  };
  return {
    rows: (sql, values) => run((tx) => tx.rows(sql, values)),
    one: (sql, values) => run((tx) => tx.one(sql, values)),
    maybe: (sql, values) => run((tx) => tx.maybe(sql, values)),
    run: (sql, values) => run((tx) => tx.run(sql, values)),
    send(sql) {
      throw new Error(`Nobody would hear of its failure outside a transaction: ${sql}`);
    },
  };
}

export interface PostgresError extends Error {
  readonly code: string;
  readonly constraint?: string;
}

/**
 * An error the server itself reported, with its SQLSTATE, as opposed to a lost connection: codes of sockets and of Prisma may have five characters
 * too (EPIPE, P1001), a severity has only the server's.
 */
export function isPostgresError(error: unknown): error is PostgresError {
  return (
    error instanceof Error &&
    'severity' in error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^[0-9A-Z]{5}$/.test(error.code)
  );
}
