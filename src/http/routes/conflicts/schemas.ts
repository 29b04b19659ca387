import { z } from 'zod';
import { permissionsOf, type Actor } from '../../../domain/access/actor.ts';
import { CONFLICT_RELATIONS } from '../../../domain/access/conflicts.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Tx } from '../../../persistence/tx.ts';
import { readConflict, type ConflictRow } from '../../../tasks/conflicts/find-conflicts.ts';

export const RelationField = z.enum(CONFLICT_RELATIONS);
export const ConflictParams = z.object({ conflictId: z.uuid() });

export const ConflictSchema = z
  .object({
    id: z.uuid(),
    accountId: z.uuid(),
    accountName: z.string(),
    companyId: z.uuid().nullable(),
    companyName: z.string().nullable(),
    caseId: z.uuid().nullable(),
    caseNumber: z.string().nullable(),
    relation: RelationField,
    note: z.string().nullable(),
    declaredBy: z.uuid(),
    declaredAt: z.date(),
    withdrawnBy: z.uuid().nullable(),
    withdrawnAt: z.date().nullable(),
    withdrawalReason: z.string().nullable(),
  })
  .meta({ id: 'Conflict' });

/** Everybody sees their own declarations; compliance, administrators and auditors see all. */
export function readsAll(actor: Actor): boolean {
  return permissionsOf(actor).has('READ_CONFLICTS');
}

/** @throws Refusal NOT_FOUND */
export async function visibleConflict(sql: Tx, actor: Actor, conflictId: string): Promise<ConflictRow> {
  const row = await readConflict(sql, conflictId);
  if (row.accountId !== actor.id && !readsAll(actor)) throw new Refusal('NOT_FOUND');
  return row;
}
