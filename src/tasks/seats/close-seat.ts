import type { Act } from '../../acts/act.ts';

/** One word on a seat, its person's or, null, the system's; the stage goes on. */
export function closeSeat(act: Act, taskId: string, outcome: string, accountId: string | null): void {
  act.tx.send(
    `WITH shut AS (UPDATE task_candidate SET open = false WHERE open AND task_id = $1),
       passed AS (UPDATE due_act SET state = 'CANCELED' WHERE task_id = $1 AND state IN ('PENDING', 'SUSPENDED'))
     UPDATE task SET state = 'DONE', outcome = $2, decided_by = $3, on_behalf_of = $5, ended_at = $4, version = version + 1 WHERE id = $1`,
    [taskId, outcome, accountId, act.now, act.onBehalfOf],
  );
}

/** The seat is there no more; the stage counts without it. */
export function dropSeat({ tx, now }: Act, taskId: string): void {
  tx.send(
    `WITH shut AS (UPDATE task_candidate SET open = false WHERE open AND task_id = $1),
       passed AS (UPDATE due_act SET state = 'CANCELED' WHERE task_id = $1 AND state IN ('PENDING', 'SUSPENDED'))
     UPDATE task SET state = 'CANCELED', dropped = true, hold = NULL, ended_at = $2, version = version + 1 WHERE id = $1`,
    [taskId, now],
  );
}
