import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { loadActor } from '../../src/accounts/actor.ts';
import { runAct, type ActAnswer } from '../../src/acts/run-act.ts';
import { findBatch, listItems, type ItemView } from '../../src/batches/read-batch.ts';
import { runBatch } from '../../src/batches/run-batch.ts';
import type { BatchSteps } from '../../src/batches/run-item.ts';
import type { Act } from '../../src/acts/act.ts';
import type { Actor } from '../../src/domain/access/actor.ts';
import type { Facts } from '../../src/domain/refusal.ts';
import { fileSystemStore } from '../../src/files/file-store.ts';
import { batchSteps } from '../../src/processes/batch-steps.ts';
import { orderBulkDecision, type BulkDecision } from '../../src/tasks/deciding/bulk-decision.ts';
import type { TestDatabase } from '../support/database.ts';

/** What the product's batches can do; none of these tests reads a file. */
export const STEPS = batchSteps({ files: fileSystemStore('/nowhere') });

/** An act of somebody who is logged in, with everything they are permitted to. */
export async function actAs(
  db: TestDatabase,
  login: string,
  perform: (act: Act, actor: Actor) => Facts | Promise<Facts>,
  caseId?: string,
): Promise<ActAnswer> {
  const { id } = await db.sql.one<{ id: string }>('SELECT id FROM account WHERE login = $1', [login]);
  const actor = await loadActor(db.sql, id);
  if (actor === undefined) throw new Error(`${login} is not active`);
  const request = { actor, key: randomUUID(), hash: 'h', channel: 'api', caseId } as const;
  return runAct(db.pool, request, async (act) => perform(act, actor));
}

export async function orderDecision(
  db: TestDatabase,
  login: string,
  taskIds: readonly string[],
  decision: BulkDecision = { outcome: 'APPROVE' },
  reason?: string,
): Promise<string> {
  return batchOf(await actAs(db, login, (act, actor) => orderBulkDecision(act, actor.id, taskIds, decision, reason)));
}

export function batchOf({ code, body }: Pick<ActAnswer, 'code' | 'body'>): string {
  if (code !== 'DONE') throw new Error(`Refused: ${code} ${JSON.stringify(body)}`);
  return z.uuid().parse(body['batchId']);
}

/** Runs it as the worker does, to its end. */
export function run(db: TestDatabase, batchId: string, steps: BatchSteps = STEPS): Promise<boolean> {
  return runBatch(db.pool, steps, batchId, new AbortController().signal);
}

export function itemsOf(db: TestDatabase, batchId: string): Promise<ItemView[]> {
  return listItems(db.sql, batchId, { state: undefined, after: 0, limit: 1000 });
}

/** What became of each item, in order. */
export async function codesOf(db: TestDatabase, batchId: string): Promise<(string | null)[]> {
  return (await itemsOf(db, batchId)).map(({ code }) => code);
}

export async function batchIn(db: TestDatabase, batchId: string) {
  const batch = await findBatch(db.sql, batchId);
  if (batch === undefined) throw new Error(`There is no batch ${batchId}`);
  return batch;
}
