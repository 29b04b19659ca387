import type { Act } from '../../acts/act.ts';
import type { Tx } from '../../persistence/tx.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { REQUEST } from '../../domain/requests/kind.ts';
import { caseParams } from '../case-params.ts';
import { caseDeciders, caseHolders } from '../people/people.ts';
import { ownPhases, readCase, type CaseSnapshot } from '../snapshot.ts';

export type Interrupt = 'WITHDRAWN' | 'CANCELED';

/**
 * Ends a case from outside its route (withdrawal, an administrator's cancel): everything open is canceled and the case is CLOSING in this very
 * transaction; the workflow then closes it. Before ACTIVE is committed the interrupt wins, after it is refused (architecture §2).
 * A draft has no workflow and is closed here.
 * @throws Refusal CASE_CLOSED, CASE_CLOSING
 */
export async function interruptCase(
  act: Act,
  caseId: string,
  interrupt: Interrupt,
  reasonCode: string,
  /** An administrator's words, on record under the act's id. */
  reason?: string,
): Promise<Facts> {
  const snapshot = await readCase(act.tx, caseId);
  if (snapshot.closedAt !== null) throw new Refusal('CASE_CLOSED', { state: snapshot.state });
  if (snapshot.closing !== null) throw new Refusal('CASE_CLOSING', { by: snapshot.closing });
  assertNotDecided(snapshot);
  await tellOffice(act, snapshot, interrupt, reason ?? null);
  cancelOpenWork(act.tx, caseId, act.now);
  const draft = snapshot.state === 'DRAFT';
  await act.tx.run(
    `UPDATE "case" SET closing = $2, state = CASE WHEN $3 THEN $2 ELSE 'CLOSING' END, outcome = CASE WHEN $3 THEN $2 END,
            closed_at = CASE WHEN $3 THEN $4::timestamptz END, version = version + 1 WHERE id = $1`,
    [caseId, interrupt, draft, act.now],
  );
  act.audit({
    action: `CASE_${interrupt}`,
    caseId,
    subject: `case:${caseId}`,
    reasonCode,
    before: { state: snapshot.state },
    after: { closing: interrupt, ...(reason === undefined ? {} : { operation: act.id }) },
  });
  if (!draft) act.wake({ caseId, kind: 'WAKE', interrupt });
  return { caseId, state: draft ? interrupt : 'CLOSING' };
}

/** Words of a last phase that end the case against the applicant; they are on record, and a withdrawal does not undo them. */
const ENDINGS = new Set(['REJECTED', 'BLOCKED', 'EXPIRED']);

function assertNotDecided(snapshot: CaseSnapshot): void {
  const outcome = ownPhases(snapshot).at(-1)?.outcome ?? '';
  if (ENDINGS.has(outcome)) throw new Refusal('CASE_CLOSING', { by: outcome });
}

/** Those with a task lose it: they, and who decided before, are told why. The applicant hears when the case is closed. */
async function tellOffice(
  act: Act,
  snapshot: CaseSnapshot,
  interrupt: Interrupt,
  reason: string | null,
): Promise<void> {
  const common = {
    process: snapshot.process,
    ref: `interrupt:${snapshot.id}:${snapshot.generation}`,
    caseId: snapshot.id,
  };
  const holders = await caseHolders(act.tx, snapshot.id);
  if (interrupt === 'CANCELED') {
    const params = { ...caseParams(snapshot), reason };
    act.tell({ ...common, event: 'CASE_CANCELED', group: 'CANDIDATES', accountIds: holders, params });
    return;
  }
  const params = caseParams(snapshot);
  const deciders = (await caseDeciders(act.tx, snapshot.id)).filter((id) => !holders.includes(id));
  const event = snapshot.process === REQUEST ? 'REQUEST_WITHDRAWN' : 'APPLICATION_WITHDRAWN';
  act.tell({ ...common, event, group: 'CANDIDATES', accountIds: holders, params });
  act.tell({ ...common, event, group: 'DECIDERS', accountIds: deciders, params });
}

/** Closes every open stage, task, offer and instant of a case at once. */
export function cancelOpenWork(tx: Tx, caseId: string, now: Date): void {
  tx.send(
    `WITH stages AS (
       UPDATE stage SET state = 'CANCELED', ended_at = $2 WHERE case_id = $1 AND state IN ('OPEN', 'SUSPENDED')),
     tasks AS (
       UPDATE task SET state = 'CANCELED', ended_at = $2, version = version + 1
       WHERE case_id = $1 AND state IN ('OPEN', 'CLAIMED', 'SUSPENDED') RETURNING id),
     offers AS (
       UPDATE task_candidate SET open = false WHERE open AND task_id IN (SELECT id FROM task WHERE case_id = $1))
     UPDATE due_act SET state = 'CANCELED' WHERE case_id = $1 AND state IN ('PENDING', 'SUSPENDED')`,
    [caseId, now],
  );
}
