import pg from 'pg';

/** One statement as the product sent it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** When it was sent and when its result was there, ms on one clock; statements sent together overlap. */
  readonly sentAt: number;
  readonly doneAt: number;
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
    if (sent === undefined) return original.apply(this, args);
    const sentAt = performance.now();
    const note = () => statements.push({ ...sent, sentAt, doneAt: performance.now() });
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      const told: unknown[] = args.slice(0, -1);
      return original.call(this, ...told, (...results: unknown[]): unknown => {
        note();
        return Reflect.apply(callback, undefined, results);
      });
    }
    const result = original.apply(this, args);
    if (result instanceof Promise) result.then(note, note);
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
