import type { Pool } from 'pg';
import type { Actor, Channel } from '../domain/access/actor.ts';
import { Refusal, type Facts, type RefusalCode } from '../domain/refusal.ts';
import { inTransaction, isPostgresError, type Tx } from '../persistence/tx.ts';
import { Act } from './act.ts';
import type { OutboxKey } from './outbox.ts';

export interface ActRequest {
  readonly actor: Actor;
  /** The caller's Idempotency-Key. */
  readonly key: string;
  /** SHA-256 over method, path, If-Match and body. */
  readonly hash: string;
  readonly channel: Channel;
  /** The one case this act locks; absent for acts on other nouns. */
  readonly caseId?: string | undefined;
}

/** What the request row keeps and every repetition is told again. */
export interface ActAnswer {
  readonly code: 'DONE' | RefusalCode;
  readonly body: Facts;
  /** What has to be delivered to the engine, or was when the act was first done. */
  readonly outbox: readonly OutboxKey[];
  readonly repeated: boolean;
}

interface RequestRow {
  hash: string;
  code: ActAnswer['code'] | null;
  body: Facts | null;
  case_id: string | null;
  outbox_n: number | null;
  generation: number | null;
}

const READ_REQUEST = `SELECT r.hash, r.code, r.body, r.case_id, r.outbox_n, c.generation
  FROM request r LEFT JOIN "case" c ON c.id = r.case_id WHERE r.actor_id = $1 AND r.key = $2`;

/**
 * One act of a person is one transaction (architecture §2): lock the case, take the key, do the act behind a savepoint,
 * keep the answer. A refusal is an answer like any other: the act is rolled back, the answer is stored.
 * @throws Refusal KEY_REUSED when the key was used for something else; BUSY is left to the edge (lock time-out).
 */
export async function runAct(
  pool: Pool,
  request: ActRequest,
  perform: (act: Act) => Promise<Facts>,
): Promise<ActAnswer> {
  return inTransaction(pool, async (tx) => {
    const now = await lock(tx, request.caseId);
    const earlier = await takeKey(tx, request);
    if (earlier !== undefined) return earlier;
    await tx.run('SAVEPOINT act');
    const person = { id: request.actor.id, kind: request.actor.kind === 'SERVICE' ? 'SERVICE' : 'PERSON' } as const;
    const act = new Act(tx, now, person, request.channel);
    try {
      const body = await perform(act);
      const outbox = await act.flush();
      const kept = await keepAnswer(tx, request, 'DONE', body, outbox.at(-1)?.n ?? null);
      return { code: 'DONE', body: kept, outbox, repeated: false };
    } catch (error) {
      const refusal = asRefusal(error);
      // What is not there is no answer to keep (architecture §2).
      if (refusal === undefined || refusal.code === 'NOT_FOUND') throw error;
      await tx.run('ROLLBACK TO SAVEPOINT act');
      const kept = await keepAnswer(tx, request, refusal.code, refusal.facts, null);
      return { code: refusal.code, body: kept, outbox: [], repeated: false };
    }
  });
}

/** A finished request row is the answer, before any permission check. */
export async function findAnswer(
  tx: Tx,
  request: Pick<ActRequest, 'actor' | 'key' | 'hash'>,
): Promise<ActAnswer | undefined> {
  const row = await tx.maybe<RequestRow>(READ_REQUEST, [request.actor.id, request.key]);
  return row === undefined ? undefined : answerOf(row, request.hash);
}

async function lock(tx: Tx, caseId: string | undefined): Promise<Date> {
  if (caseId !== undefined) await tx.one('SELECT id FROM "case" WHERE id = $1 FOR NO KEY UPDATE', [caseId]);
  const { now } = await tx.one<{ now: Date }>('SELECT clock_timestamp() AS now');
  return now;
}

async function takeKey(tx: Tx, { actor, key, hash, caseId }: ActRequest): Promise<ActAnswer | undefined> {
  const taken = await tx.run(
    'INSERT INTO request (actor_id, key, hash, case_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [actor.id, key, hash, caseId ?? null],
  );
  if (taken === 1) return undefined;
  return answerOf(await tx.one<RequestRow>(READ_REQUEST, [actor.id, key]), hash);
}

function answerOf(row: RequestRow, hash: string): ActAnswer | undefined {
  if (row.hash !== hash) throw new Refusal('KEY_REUSED');
  if (row.code === null) return undefined;
  const told = row.case_id !== null && row.outbox_n !== null && row.generation !== null;
  const outbox = told ? [{ caseId: row.case_id ?? '', generation: row.generation ?? 1, n: row.outbox_n ?? 0 }] : [];
  return { code: row.code, body: row.body ?? {}, outbox, repeated: true };
}

/** The first answer is read back, so that it equals every repetition to the byte. */
async function keepAnswer(
  tx: Tx,
  { actor, key }: ActRequest,
  code: string,
  body: Facts,
  outboxN: number | null,
): Promise<Facts> {
  const kept = await tx.one<{ body: Facts }>(
    'UPDATE request SET code = $3, body = $4, outbox_n = $5 WHERE actor_id = $1 AND key = $2 RETURNING body',
    [actor.id, key, code, JSON.stringify(body), outboxN],
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
