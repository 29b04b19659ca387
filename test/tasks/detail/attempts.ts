import { Act, START_OF_ACT, type ActStart } from '../../../src/acts/act.ts';
import type { Actor } from '../../../src/domain/access/actor.ts';
import { Refusal } from '../../../src/domain/refusal.ts';
import { inTransaction } from '../../../src/persistence/tx.ts';
import { confirmDuty } from '../../../src/tasks/confirmations/confirm-duty.ts';
import { delegateTask } from '../../../src/tasks/delegation/delegate.ts';
import { recallTask } from '../../../src/tasks/delegation/recall.ts';
import { recommend } from '../../../src/tasks/delegation/recommend.ts';
import type { AtHand } from '../../../src/tasks/operations/at-hand.ts';
import { claimTask, releaseTask } from '../../../src/tasks/claiming/claim.ts';
import { decideTask } from '../../../src/tasks/deciding/decide.ts';
import { setPriority } from '../../../src/tasks/supervising/set-priority.ts';
import { supplementTask } from '../../../src/tasks/deciding/supplement.ts';
import { transferTask } from '../../../src/tasks/operations/transfer.ts';
import { addSigners } from '../../../src/tasks/signers/add-signers.ts';
import { postponeTask } from '../../../src/tasks/supervising/postpone.ts';
import { isPostgresError } from '../../../src/persistence/tx.ts';
import type { TestDatabase } from '../../support/database.ts';
import { takeInHand } from '../office.ts';

type Attempt = (act: Act, actor: Actor, atHand: AtHand, colleague: string) => unknown;

const reason = '理由';

/** How each button is pressed, with input that is right in itself. */
const ATTEMPTS: Readonly<Record<string, Attempt>> = {
  CLAIM: claimTask,
  RELEASE: releaseTask,
  APPROVE: (act, actor, atHand) => decideTask(act, actor, atHand, { outcome: 'APPROVE', reason }, {}),
  REJECT: (act, actor, atHand) => decideTask(act, actor, atHand, { outcome: 'REJECT', reason }, {}),
  RETURN: (act, actor, atHand) =>
    decideTask(act, actor, atHand, { outcome: 'RETURN', reason, returnTo: 'applicant' }, {}),
  SUPPLEMENT: (act, actor, atHand) => supplementTask(act, actor, atHand, []),
  TRANSFER: (act, actor, atHand, to) => transferTask(act, actor, atHand, { to, reason }),
  DELEGATE: (act, actor, atHand, to) => delegateTask(act, actor, atHand, { to, reason }),
  RECALL: recallTask,
  RECOMMEND: (act, actor, atHand) => recommend(act, actor, atHand, { outcome: 'APPROVE', reason }),
  ADD_BEFORE: (act, actor, atHand, to) => addSigners(act, actor, atHand, { people: [to], place: 'BEFORE', reason }),
  ADD_AFTER: (act, actor, atHand, to) => addSigners(act, actor, atHand, { people: [to], place: 'AFTER', reason }),
  ADD_BESIDE: (act, actor, atHand, to) => addSigners(act, actor, atHand, { people: [to], place: 'BESIDE', reason }),
  POSTPONE: (act, actor, atHand) => postponeTask(act, actor, atHand, { dueAt: new Date('2027-12-01'), reason }),
  SET_PRIORITY: (act, actor, atHand) => setPriority(act, actor, atHand, { priority: 80, reason }),
  CONFIRM: (act, actor, atHand) => confirmDuty(act, actor, atHand, { accepted: true }),
};

class Undone extends Error {}

/** Which buttons would do something for this person now; each is pressed, and undone. */
export async function possible(db: TestDatabase, actor: Actor, taskId: string, colleague: string): Promise<string[]> {
  const names: string[] = [];
  for (const [name, attempt] of Object.entries(ATTEMPTS)) {
    if (await works(db, actor, taskId, (act, atHand) => attempt(act, actor, atHand, colleague))) names.push(name);
  }
  return names;
}

async function works(
  db: TestDatabase,
  actor: Actor,
  taskId: string,
  perform: (act: Act, atHand: AtHand) => unknown,
): Promise<boolean> {
  try {
    return await inTransaction(db.pool, async (tx) => {
      const act = new Act(tx, await tx.one<ActStart>(START_OF_ACT), { id: actor.id, kind: 'PERSON' }, 'api');
      await perform(act, await takeInHand(act, taskId, actor));
      await act.flush();
      // What was sent without being waited for has to arrive before it is undone.
      await tx.one('SELECT 1 AS one');
      throw new Undone();
    });
  } catch (error) {
    if (error instanceof Undone) return true;
    if (error instanceof Refusal || (isPostgresError(error) && error.constraint === 'decision_once_per_stage')) {
      return false;
    }
    throw error;
  }
}
