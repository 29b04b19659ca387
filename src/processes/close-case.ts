import type { Pool } from 'pg';
import { Act } from '../acts/act.ts';
import { lockCase } from '../acts/lock-case.ts';
import { REQUEST } from '../domain/requests/kind.ts';
import { inTransaction } from '../persistence/tx.ts';
import { cancelOpenWork } from '../tasks/operations/interrupt.ts';
import type { StepInput } from '../tasks/phases/system-step.ts';
import { readCase } from '../tasks/snapshot.ts';
import { admissionEnding } from './endings/admission-ending.ts';
import type { Ending } from './endings/ending.ts';
import { requestEnding } from './endings/request-ending.ts';

export interface CloseInput extends StepInput {
  /** What the last phase came to; an interrupt that is on record goes before it. */
  readonly outcome: string;
}

const ENDINGS: Readonly<Record<string, Ending>> = { ADMISSION: admissionEnding, [REQUEST]: requestEnding };

/** The one place where a case becomes final, with everything its process then does. Repeated, it says which end it was (architecture §2). */
export async function closeCase(pool: Pool, { caseId, generation, outcome }: CloseInput): Promise<string> {
  return inTransaction(pool, async (tx) => {
    const [start, snapshot] = await Promise.all([lockCase(tx, caseId), readCase(tx, caseId)]);
    const { now } = start;
    if (snapshot.generation !== generation || snapshot.closedAt !== null) return snapshot.state;
    const ending = ENDINGS[snapshot.process];
    if (ending === undefined) throw new Error(`Nobody knows how a case of ${snapshot.process} ends`);
    const act = new Act(tx, start, { id: null, kind: 'SYSTEM' }, 'system');
    await act.watch(caseId);
    const last = snapshot.closing ?? outcome;
    cancelOpenWork(tx, caseId, now);
    tx.send(
      `WITH over AS (UPDATE phase SET state = 'OVER', outcome = coalesce(outcome, $2), over_at = coalesce(over_at, $3) WHERE case_id = $1 AND state = 'OPEN')
       UPDATE "case" SET state = $2, outcome = $2, closed_at = $3, version = version + 1 WHERE id = $1`,
      [caseId, last, now],
    );
    const ended = await ending.finish(act, snapshot, last);
    if (ended.outcome !== last) tx.send('UPDATE "case" SET outcome = $2 WHERE id = $1', [caseId, ended.outcome]);
    act.audit({
      action: 'CASE_CLOSED',
      caseId,
      subject: `case:${caseId}`,
      before: { state: snapshot.state },
      after: { state: ended.state, ...ended.told },
    });
    await act.flush();
    return ended.state;
  });
}
