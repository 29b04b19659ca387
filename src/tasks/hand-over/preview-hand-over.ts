import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';
import { receiverFaults } from '../people/receiver.ts';
import { soleTasks, type SoleTask } from '../people/sole-holder.ts';

/** Who gets what: everything to one person, some of it to others. */
export interface HandOverPlan {
  readonly accountId: string;
  readonly to: string;
  readonly exceptions: readonly { readonly taskId: string; readonly to: string }[];
}

export interface PlannedTask extends SoleTask {
  readonly to: string;
  /** Why this person cannot receive it; null when they can. */
  readonly reasonCode: string | null;
}

export interface HandOverPreview {
  readonly tasks: readonly PlannedTask[];
  readonly roles: readonly { assignmentId: string; role: string; unitId: string; validTo: string | null }[];
  /** Units that would be without a head. */
  readonly heads: readonly { unitId: string; nameZh: string; nameEn: string }[];
  /** Those they stand in for, and those who stand in for them, now or later; an administrator revokes them. */
  readonly substitutions: readonly OpenSubstitution[];
}

interface OpenSubstitution extends Record<string, unknown> {
  readonly substitutionId: string;
  readonly principalId: string;
  readonly substituteId: string;
  readonly validTo: Date;
}

/** What leaves with somebody, and who would receive each task; nothing is changed. @throws Refusal NOT_FOUND for whoever is no staff */
export async function previewHandOver(tx: Tx, { accountId, to, exceptions }: HandOverPlan): Promise<HandOverPreview> {
  if ((await tx.maybe(`SELECT FROM account WHERE id = $1 AND kind = 'STAFF'`, [accountId])) === undefined) {
    throw new Refusal('NOT_FOUND');
  }
  const receivers = new Map(exceptions.map((exception) => [exception.taskId, exception.to]));
  const tasks = await soleTasks(tx, accountId);
  const passings = tasks.map(({ taskId }) => ({ taskId, from: accountId, to: receivers.get(taskId) ?? to }));
  const faults = await receiverFaults(tx, passings);
  return {
    tasks: tasks.map((task, n) => ({ ...task, to: passings[n]?.to ?? to, reasonCode: faults[n] ?? null })),
    roles: await rolesOf(tx, accountId),
    heads: await headedBy(tx, accountId),
    substitutions: await substitutionsOf(tx, accountId),
  };
}

/** Those that have not ended, future ones too. */
function rolesOf(tx: Tx, accountId: string): Promise<HandOverPreview['roles'][number][]> {
  return tx.rows<HandOverPreview['roles'][number] & Record<string, unknown>>(
    `SELECT id AS "assignmentId", role, unit_id AS "unitId", to_char(valid_to AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "validTo"
     FROM role_assignment WHERE account_id = $1 AND (valid_to IS NULL OR valid_to > now()) ORDER BY valid_from, id`,
    [accountId],
  );
}

export function headedBy(tx: Tx, accountId: string): Promise<HandOverPreview['heads'][number][]> {
  return tx.rows<HandOverPreview['heads'][number] & Record<string, unknown>>(
    'SELECT id AS "unitId", name_zh AS "nameZh", name_en AS "nameEn" FROM unit WHERE head_id = $1 AND NOT closed ORDER BY path',
    [accountId],
  );
}

function substitutionsOf(tx: Tx, accountId: string): Promise<OpenSubstitution[]> {
  return tx.rows<OpenSubstitution>(
    `SELECT id AS "substitutionId", principal_id AS "principalId", substitute_id AS "substituteId", valid_to AS "validTo" FROM substitution
     WHERE (principal_id = $1 OR substitute_id = $1) AND revoked_at IS NULL AND valid_to > now() ORDER BY id`,
    [accountId],
  );
}
