import { loadActor } from '../accounts/actor.ts';
import type { Act } from '../acts/act.ts';
import { permissionsOf, type Actor } from '../domain/access/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../persistence/tx.ts';
import { hashDecisionToken } from './token.ts';

/** A link and the one person whose it is, with the rights they have now. */
export interface DecisionLink {
  readonly id: string;
  readonly taskId: string;
  readonly actor: Actor;
  readonly used: boolean;
  readonly expiresAt: Date;
}

interface LinkRow {
  readonly id: string;
  readonly taskId: string;
  readonly accountId: string;
  readonly used: boolean;
  readonly over: boolean;
  readonly expiresAt: Date;
}

/**
 * One answer for a token that nobody was mailed, one that is too old, and one of a person who may no longer work on tasks. A used one is found:
 * whoever sends the same decision again is told the same answer.
 * @throws Refusal LINK_INVALID
 */
export async function findDecisionLink(sql: Tx, token: string): Promise<DecisionLink> {
  const row = await sql.maybe<LinkRow>(
    `SELECT id, task_id AS "taskId", account_id AS "accountId", used_at IS NOT NULL AS used, expires_at <= clock_timestamp() AS over,
       expires_at AS "expiresAt"
     FROM decision_link WHERE token_hash = $1`,
    [hashDecisionToken(token)],
  );
  if (row === undefined || (row.over && !row.used)) throw new Refusal('LINK_INVALID');
  const actor = await loadActor(sql, row.accountId);
  if (actor?.kind !== 'STAFF' || !permissionsOf(actor).has('WORK_ON_TASKS')) throw new Refusal('LINK_INVALID');
  const { id, taskId, used, expiresAt } = row;
  return { id, taskId, actor, used, expiresAt };
}

/** Uses the link up; of two at once one wins. Rolled back with the act, so that after a refusal it still works. @throws Refusal LINK_INVALID */
export async function spendDecisionLink({ tx, now }: Act, linkId: string): Promise<void> {
  const spent = await tx.run(
    'UPDATE decision_link SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2',
    [linkId, now],
  );
  if (spent !== 1) throw new Refusal('LINK_INVALID');
}
