import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import express from 'express';
import pg from 'pg';
import { z } from 'zod';

/**
 * The peer of decisions inside a phase: a plain Express route that sends the very statements a decision of the product sends, with the ids of
 * its own case, over one pooled connection. No validation, no rules, no answer to keep.
 */
const Plan = z.object({
  statements: z.array(z.object({ text: z.string(), values: z.array(z.unknown()) })),
  /** Ids of the recorded decision: those of its case, and those it made itself. */
  caseIds: z.array(z.string()),
  madeIds: z.array(z.string()),
  cases: z.array(z.array(z.string())),
});

const plan = Plan.parse(JSON.parse(readFileSync(process.env['BENCH_PLAN'] ?? '', 'utf8')));
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 20 });
const named = plan.statements.map((statement, index) => ({ ...statement, name: `s${index}` }));

const app = express();
app.use(express.json());
app.get('/live', (_req, res) => {
  res.end();
});
app.post('/decisions', async (req, res) => {
  const { index } = z.object({ index: z.number() }).parse(req.body);
  const ids = new Map<string, string>();
  plan.caseIds.forEach((id, i) => ids.set(id, plan.cases[index]?.[i] ?? id));
  for (const id of plan.madeIds) ids.set(id, randomUUID());
  const client = await pool.connect();
  try {
    for (const { name, text, values } of named) {
      if (values.length === 0 && !text.startsWith('SELECT')) await client.query(text);
      else await client.query({ name, text, values: values.map((value) => substitute(value, ids)) });
    }
    res.json({ done: true });
  } catch (error) {
    await client.query('ROLLBACK');
    res.status(500).json({ error: error instanceof Error ? error.message : 'unknown' });
  } finally {
    client.release();
  }
});
app.listen(Number(process.env['BENCH_PORT']), '127.0.0.1');

function substitute(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value !== 'string') return value;
  return value.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => ids.get(id) ?? id);
}
