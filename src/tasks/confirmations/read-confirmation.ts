import type { ConfirmationFacts, ConfirmationState } from '../../domain/tasks/confirmation.ts';
import type { Tx } from '../../persistence/tx.ts';
import { confirmationStandIn } from './stand-in.ts';
import { personOf, type Named } from '../inbox/inbox-task.ts';

/** Run `s` was neither taken back nor gone through again. */
export const STANDS = `(s.state = 'DONE' AND EXISTS (SELECT FROM decision w WHERE w.stage_id = s.id AND w.account_id IS NOT NULL AND w.taken_back_at IS NULL)
  AND NOT EXISTS (SELECT FROM stage l WHERE l.case_id = s.case_id AND l.key = s.key AND l.state IN ('OPEN', 'SUSPENDED', 'DONE')
    AND (l.phase_seq, l.instance) > (s.phase_seq, s.instance)))`;

/** Account `w` still works here. */
export const WORKS_HERE = `(w.state = 'ACTIVE' AND EXISTS (SELECT FROM role_assignment o WHERE o.account_id = w.id
  AND o.valid_from <= now() AND (o.valid_to IS NULL OR o.valid_to > now())))`;

/** Confirmation `f` is asked of nobody who is left, and the person is an administrator of a unit that its case in unit `u` lies under. */
export const leftToAdministrator = (accountId: string): string =>
  `(NOT EXISTS (SELECT FROM account w WHERE w.id = f.supervisor_id AND ${WORKS_HERE}) AND EXISTS (
    SELECT FROM role_assignment r WHERE r.account_id = ${accountId} AND r.role = 'ADMINISTRATOR' AND r.unit_id = ANY (u.path)
      AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())))`;

const FACTS = `SELECT f.id, f.state, ${STANDS} AS stands, f.supervisor_id = $2 IS TRUE OR ${leftToAdministrator('$2')} AS "isAsked",
    EXISTS (SELECT FROM decision d WHERE d.stage_id = s.id AND d.taken_back_at IS NULL AND $2 IN (d.account_id, d.on_behalf_of)) AS "hasSpoken",
    (SELECT x.reason_code FROM stage_exclusion x WHERE x.stage_id = s.id AND x.account_id = $2) AS exclusion
  FROM confirmation f JOIN stage s ON s.id = f.stage_id JOIN "case" c ON c.id = f.case_id JOIN unit u ON u.id = c.unit_id WHERE f.stage_id = $1`;

export interface AskedConfirmation extends ConfirmationFacts {
  readonly id: string;
  /** In whose name this person would answer (代理); null when in their own. */
  readonly onBehalfOf: string | null;
}

type Asked = Omit<AskedConfirmation, 'onBehalfOf'> & Record<string, unknown>;

/** What one person is to the confirmation of a run, by themselves or else for whom they stand in; undefined where none is asked for. */
export async function confirmationFor(
  sql: Tx,
  stageId: string,
  accountId: string,
): Promise<AskedConfirmation | undefined> {
  const asked = await sql.maybe<Asked>(FACTS, [stageId, accountId]);
  if (asked === undefined) return undefined;
  const found = asked.isAsked ? undefined : await confirmationStandIn(sql, stageId, accountId);
  if (found === undefined) return { ...asked, onBehalfOf: null };
  return { ...asked, isAsked: true, exclusion: found.bar, onBehalfOf: found.principalId };
}

/** As the office reads it beside the task. */
export interface Confirmation {
  /** VOID: the run was taken back, or gone through again. */
  readonly state: ConfirmationState | 'VOID';
  /** Null where the administrators are asked. */
  readonly supervisor: Named | null;
  readonly askedAt: Date;
  readonly answeredBy: Named | null;
  /** In whose name they answered. */
  readonly onBehalfOf: Named | null;
  readonly answeredAt: Date | null;
  readonly note: string | null;
}

export async function readConfirmation(sql: Tx, stageId: string): Promise<Confirmation | null> {
  const found = await sql.maybe<Confirmation & Record<string, unknown>>(
    `SELECT CASE WHEN ${STANDS} THEN f.state ELSE 'VOID' END AS state, ${personOf('f.supervisor_id')} AS supervisor, f.asked_at AS "askedAt",
       ${personOf('f.answered_by')} AS "answeredBy", ${personOf('f.answered_for')} AS "onBehalfOf", f.answered_at AS "answeredAt", f.note
     FROM confirmation f JOIN stage s ON s.id = f.stage_id WHERE f.stage_id = $1`,
    [stageId],
  );
  return found ?? null;
}
