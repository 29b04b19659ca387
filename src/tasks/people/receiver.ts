import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';

/** A task that is to go from one person to another. */
export interface Passing {
  readonly taskId: string;
  readonly from: string;
  readonly to: string;
  /** The task stays where it is, and the receiver gets a seat beside it: nobody to whom it is offered by name gets that. */
  readonly isAnother?: boolean;
}

interface Receiver {
  active: boolean | null;
  works: boolean;
  exclusion: string | null;
  seated: boolean;
}

const READ = `SELECT a.state = 'ACTIVE' AND a.kind = 'STAFF' AS active,
    EXISTS (SELECT FROM role_assignment r WHERE r.account_id = w.receiver AND r.role NOT IN ('AUDITOR', 'ADMINISTRATOR')
      AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())) AS works,
    (SELECT x.reason_code FROM stage_exclusion x WHERE x.stage_id = t.stage_id AND x.account_id = w.receiver) AS exclusion,
    EXISTS (SELECT FROM task o WHERE o.stage_id = t.stage_id AND (w.another OR o.id <> t.id) AND o.state <> 'CANCELED'
      AND (o.decided_by = w.receiver OR (o.assignee_id = w.receiver AND o.state <> 'DONE')
        OR EXISTS (SELECT FROM task_candidate c WHERE c.task_id = o.id AND c.account_id = w.receiver))) AS seated
  FROM unnest($1::uuid[], $2::uuid[], $3::boolean[]) WITH ORDINALITY AS w(task_id, receiver, another, n)
  JOIN task t ON t.id = w.task_id LEFT JOIN account a ON a.id = w.receiver ORDER BY w.n`;

/**
 * Why each of these people cannot be given the task, or null: a receiver is active staff who decides cases, nothing excludes them, and they have
 * no other word in the stage, because one natural person decides once.
 */
export async function receiverFaults(tx: Tx, passings: readonly Passing[]): Promise<(string | null)[]> {
  const values = [
    passings.map(({ taskId }) => taskId),
    passings.map(({ to }) => to),
    passings.map(({ isAnother = false }) => isAnother),
  ];
  const receivers = await tx.rows<Receiver & Record<string, unknown>>(READ, values);
  return passings.map((passing, n) => faultOf(passing, receivers[n]));
}

/** @throws Refusal RECEIVER_NOT_POSSIBLE with a `reasonCode`, and of several people with the one it is about */
export async function assertReceivers(tx: Tx, passings: readonly Passing[]): Promise<void> {
  const faults = await receiverFaults(tx, passings);
  const n = faults.findIndex((fault) => fault !== null);
  const reasonCode = faults[n];
  if (typeof reasonCode !== 'string') return;
  const to = passings.length > 1 ? passings[n]?.to : undefined;
  throw new Refusal('RECEIVER_NOT_POSSIBLE', { reasonCode, ...(to === undefined ? {} : { to }) });
}

/** @throws Refusal RECEIVER_NOT_POSSIBLE with a `reasonCode` */
export function assertReceiver(tx: Tx, passing: Passing): Promise<void> {
  return assertReceivers(tx, [passing]);
}

function faultOf({ from, to }: Passing, receiver: Receiver | undefined): string | null {
  if (to === from) return 'YOURSELF';
  if (receiver?.active !== true) return 'NOT_ACTIVE_STAFF';
  if (!receiver.works) return 'DECIDES_NO_CASES';
  if (receiver.exclusion !== null) return receiver.exclusion;
  return receiver.seated ? 'ALREADY_SEATED' : null;
}
