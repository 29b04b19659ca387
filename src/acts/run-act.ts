import type { Pool } from 'pg';
import type { Actor, Channel } from '../domain/access/actor.ts';
import { Refusal, type Facts, type RefusalCode } from '../domain/refusal.ts';
import { inTransaction, isPostgresError, type Tx } from '../persistence/tx.ts';
import { Act, START_OF_ACT, type ActStart } from './act.ts';
import { lockCase } from './lock-case.ts';
import type { FreshRow, OutboxKey } from './outbox.ts';

export interface ActRequest {
  readonly actor: Actor;
  /** The caller's Idempotency-Key. */
  readonly key: string;
  /** SHA-256 over method, path, If-Match and body. */
  readonly hash: string;
  readonly channel: Channel;
  /** The one case this act locks, named by its id or by one of its tasks; absent for acts on other nouns. */
  readonly caseId?: string | undefined;
  readonly taskId?: string | undefined;
}

export type Performance = (act: Act) => Promise<Facts>;

/**
 * An act that knows what it will read: `prepare` is sent together with the lock, in the same trip to the database, and sees the rows as they
 * are once the lock is won. It only reads.
 */
export interface PreparedPerformance {
  readonly prepare: (tx: Tx) => Promise<Performance>;
}

/** What the request row keeps and every repetition is told again. */
export interface ActAnswer {
  readonly code: 'DONE' | RefusalCode;
  readonly body: Facts;
  /** What has to be delivered to the engine, or was when the act was first done. */
  readonly outbox: readonly (OutboxKey | FreshRow)[];
  readonly repeated: boolean;
}

interface RequestRow {
  hash: string;
  code: ActAnswer['code'] | null;
  body: Facts | null;
  outbox: OutboxKey | null;
}

const READ_REQUEST = `SELECT hash, code, body, CASE WHEN outbox_n IS NOT NULL
    THEN jsonb_build_object('caseId', case_id, 'generation', outbox_generation, 'n', outbox_n) END AS outbox
  FROM request WHERE actor_id = $1 AND key = $2`;

/**
 * One act of a person is one transaction (architecture §2): lock the case, take the key, do the act behind a savepoint,
 * keep the answer. A refusal is an answer like any other: the act is rolled back, the answer is stored.
 * @throws Refusal KEY_REUSED when the key was used for something else; BUSY is left to the edge (lock time-out).
 */
export async function runAct(
  pool: Pool,
  request: ActRequest,
  performance: Performance | PreparedPerformance,
): Promise<ActAnswer> {
  return inTransaction(pool, async (tx) => {
    // Nothing is waited for in between, so that lock, key and first reads travel together.
    const [start, earlier, , prepared] = await Promise.all([
      lock(tx, request),
      takeKey(tx, request),
      tx.run('SAVEPOINT act'),
      settled(typeof performance === 'function' ? Promise.resolve(performance) : performance.prepare(tx)),
    ]);
    if (earlier !== undefined) return earlier;
    const person = { id: request.actor.id, kind: request.actor.kind === 'SERVICE' ? 'SERVICE' : 'PERSON' } as const;
    const act = new Act(tx, start, person, request.channel);
    try {
      const perform = prepared();
      if (start.caseId !== null) await act.watch(start.caseId);
      const body = await perform(act);
      const outbox = await act.flush();
      const kept = await keepAnswer(tx, request, start.caseId, 'DONE', body, outbox.at(-1));
      return { code: 'DONE', body: kept, outbox, repeated: false };
    } catch (error) {
      const refusal = asRefusal(error);
      // What is not there is no answer to keep (architecture §2).
      if (refusal === undefined || refusal.code === 'NOT_FOUND') throw error;
      await tx.run('ROLLBACK TO SAVEPOINT act');
      const kept = await keepAnswer(tx, request, start.caseId, refusal.code, refusal.facts, undefined);
      return { code: refusal.code, body: kept, outbox: [], repeated: false };
    }
  });
}

/** A reading whose failure is told to whoever asks for it: a repeated request does not ask. */
async function settled<Result>(reading: Promise<Result>): Promise<() => Result> {
  try {
    const result = await reading;
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** A finished request row is the answer, before any permission check. */
export async function findAnswer(
  tx: Tx,
  request: Pick<ActRequest, 'actor' | 'key' | 'hash'>,
): Promise<ActAnswer | undefined> {
  const row = await tx.maybe<RequestRow>(READ_REQUEST, [request.actor.id, request.key]);
  return row === undefined ? undefined : answerOf(row, request.hash);
}

/** By one of its tasks; otherwise as `lockCase`. */
const LOCK_CASE_OF_TASK = `SELECT id FROM "case" WHERE id = (SELECT case_id FROM task WHERE id = $1) FOR NO KEY UPDATE`;

async function lock(tx: Tx, { caseId, taskId }: ActRequest): Promise<ActStart & { caseId: string | null }> {
  if (caseId !== undefined) return { ...(await lockCase(tx, caseId)), caseId };
  if (taskId === undefined) return { ...(await tx.one<ActStart>(START_OF_ACT)), caseId: null };
  const [found, start] = await Promise.all([
    tx.maybe<{ id: string }>(LOCK_CASE_OF_TASK, [taskId]),
    tx.one<ActStart>(START_OF_ACT),
  ]);
  if (found === undefined) throw new Refusal('NOT_FOUND');
  return { ...start, caseId: found.id };
}

async function takeKey(tx: Tx, { actor, key, hash }: ActRequest): Promise<ActAnswer | undefined> {
  const taken = await tx.run('INSERT INTO request (actor_id, key, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    actor.id,
    key,
    hash,
  ]);
  if (taken === 1) return undefined;
  return answerOf(await tx.one<RequestRow>(READ_REQUEST, [actor.id, key]), hash);
}

function answerOf(row: RequestRow, hash: string): ActAnswer | undefined {
  if (row.hash !== hash) throw new Refusal('KEY_REUSED');
  if (row.code === null) return undefined;
  return { code: row.code, body: row.body ?? {}, outbox: row.outbox === null ? [] : [row.outbox], repeated: true };
}

/** The first answer is read back, so that it equals every repetition to the byte. */
async function keepAnswer(
  tx: Tx,
  { actor, key }: ActRequest,
  caseId: string | null,
  code: string,
  body: Facts,
  told: OutboxKey | undefined,
): Promise<Facts> {
  const kept = await tx.one<{ body: Facts }>(
    `UPDATE request SET case_id = $3, code = $4, body = $5, outbox_generation = $6, outbox_n = $7
     WHERE actor_id = $1 AND key = $2 RETURNING body`,
    [actor.id, key, told?.caseId ?? caseId, code, JSON.stringify(body), told?.generation ?? null, told?.n ?? null],
  );
  return kept.body;
}

/** Which promise of the schema was about to be broken, in the words of the caller. */
const CONSTRAINTS: Readonly<Record<string, RefusalCode>> = {
  decision_once_per_stage: 'ALREADY_DECIDED',
  blacklist_one_open_company: 'ALREADY_LISTED',
  blacklist_one_open_person: 'ALREADY_LISTED',
  company_credit_code_key: 'COMPANY_EXISTS',
  account_login_key: 'LOGIN_TAKEN',
  role_assignment_once: 'ALREADY_HELD',
  company_member_once: 'ALREADY_MEMBER',
};

function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (!isPostgresError(error) || error.code !== '23505' || error.constraint === undefined) return undefined;
  const code = CONSTRAINTS[error.constraint];
  return code === undefined ? undefined : new Refusal(code);
}
