import pg from 'pg';

/** One statement as the product sent it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Milliseconds from sending to the result. */
  readonly ms: number;
}

interface Sent {
  text: string;
  values: readonly unknown[];
}

/**
 * Notes every statement this process sends while `work` runs, by standing in front of the driver. For the bench only: the plain route
 * repeats exactly these, and their times say where a decision's time goes.
 */
export async function recordStatements(work: () => Promise<void>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const prototype = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  prototype.query = function query(this: unknown, ...args: unknown[]): unknown {
    const sent = sentOf(args);
    const from = performance.now();
    const result = original.apply(this, args);
    if (sent !== undefined && result instanceof Promise) {
      const note = () => statements.push({ ...sent, ms: performance.now() - from });
      result.then(note, note);
    } else if (sent !== undefined) {
      statements.push({ ...sent, ms: 0 });
    }
    return result;
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return statements;
}

function sentOf(args: readonly unknown[]): Sent | undefined {
  const [first, second] = args;
  if (typeof first === 'string') return { text: first, values: Array.isArray(second) ? (second as unknown[]) : [] };
  if (typeof first !== 'object' || first === null || !('text' in first) || typeof first.text !== 'string')
    return undefined;
  const values: unknown = 'values' in first ? first.values : second;
  return { text: first.text, values: Array.isArray(values) ? (values as unknown[]) : [] };
}
