import { readAtHand } from '../../../src/tasks/operations/at-hand.ts';
import type { ActAnswer } from '../../../src/acts/run-act.ts';
import type { SignerPlace } from '../../../src/domain/tasks/standing.ts';
import { decideTask, type DecisionInput } from '../../../src/tasks/deciding/decide.ts';
import { addSigners } from '../../../src/tasks/signers/add-signers.ts';
import { removeSigner } from '../../../src/tasks/signers/remove-signer.ts';
import type { TestDatabase } from '../../support/database.ts';
import { actorOf, givenCase, publishRoute, takeInHand, wish, type OfficeCase, type StageWish } from '../office.ts';

export const FINANCE = 'finance-reviewer.province';
export const LEGAL = 'legal-reviewer.province';
export const DAY = { n: 3, unit: 'WORKING_DAY' } as const;

/** A case whose stage `a` several people may come to act in; `b` follows it. */
export interface SignedCase extends OfficeCase {
  /** The newest seat of a person in the newest run of the stage: added, theirs alone, or the shared one. */
  seatOf(login: string): Promise<string>;
  say(login: string, input: DecisionInput | 'APPROVE' | 'REJECT'): Promise<ActAnswer>;
  add(login: string, place: SignerPlace, ...people: readonly string[]): Promise<ActAnswer>;
  remove(login: string, signer: string): Promise<ActAnswer>;
  /** Seats of the newest run in words, by person: `leader.county-0101 SUSPENDED SIGNER`, `finance… OPEN BEFORE`. */
  seats(): Promise<string[]>;
}

export async function givenSigned(db: TestDatabase, stage: StageWish = {}): Promise<SignedCase> {
  const routeId = await publishRoute(db, { REVIEW: { stages: [wish('a', stage), wish('b', { after: ['a'] })] } });
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return signedCase(db, one);
}

export function signedCase(db: TestDatabase, one: OfficeCase, key = 'a'): SignedCase {
  const seatOf = async (login: string) => {
    const { id: accountId } = await actorOf(db, login);
    const { id } = await db.sql.one<{ id: string }>(SEAT, [one.id, key, accountId]);
    return id;
  };
  return {
    ...one,
    seatOf,
    async say(login, input) {
      const taskId = await seatOf(login);
      const word = typeof input === 'string' ? { outcome: input, reason: '理由' } : input;
      return one.act(login, async (act, actor) =>
        decideTask(act, actor, await takeInHand(act, taskId, actor), word, {}),
      );
    },
    async add(login, place, ...people) {
      const taskId = await seatOf(login);
      const ids = await Promise.all(people.map(async (name) => (await actorOf(db, name)).id));
      return one.act(login, async (act, actor) =>
        addSigners(act, actor, await takeInHand(act, taskId, actor), { people: ids, place, reason: '请复核财务部分' }),
      );
    },
    async remove(login, signer) {
      const signerTask = await seatOf(signer);
      const { by } = await db.sql.one<{ by: string }>('SELECT added_by_task AS by FROM task WHERE id = $1', [
        signerTask,
      ]);
      return one.act(login, async (act, actor) =>
        removeSigner(act, actor, await readAtHand(act.tx, by, actor.id), signerTask),
      );
    },
    async seats() {
      const rows = await db.sql.rows<{ word: string }>(SEATS, [one.id, key]);
      return rows.map(({ word }) => word);
    },
  };
}

const NEWEST = `SELECT id FROM stage WHERE case_id = $1 AND key = $2 ORDER BY phase_seq DESC, instance DESC LIMIT 1`;
const SEAT = `SELECT t.id FROM task t WHERE t.stage_id = (${NEWEST})
  ORDER BY EXISTS (SELECT FROM task_candidate c WHERE c.task_id = t.id AND c.account_id = $3) DESC, NOT t.dropped DESC, t.assignee_id = $3 DESC NULLS LAST,
    t.added_by_task IS NULL DESC, t.id DESC LIMIT 1`;
const SEATS = `SELECT concat_ws(' ', coalesce(split_part(p.login, '.', 1), 'pool'), t.added_place, t.state, t.hold, t.outcome) AS word
  FROM task t LEFT JOIN LATERAL (
    SELECT a.login FROM account a WHERE a.id = coalesce(t.decided_by, t.assignee_id, (SELECT c.account_id FROM task_candidate c WHERE c.task_id = t.id LIMIT 1))) p ON true
  WHERE t.stage_id = (${NEWEST}) ORDER BY t.position, t.id`;
