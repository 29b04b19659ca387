import { z } from 'zod';
import { permissionsOf, type Actor } from '../../../domain/access/actor.ts';
import { BLACKLIST_STATES } from '../../../domain/blacklist/take-step.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { readEntry, type BlacklistEntry } from '../../../blacklist/entry.ts';
import type { Tx } from '../../../persistence/tx.ts';
import { freeText } from '../../text.ts';

export const EntryParams = z.object({ entryId: z.uuid() });
export const StateField = z.enum(BLACKLIST_STATES);
export const SubjectKindField = z.enum(['COMPANY', 'PERSON']);
export const ReasonCodeField = z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/);
export const ReasonField = freeText(4000);

export const EntrySchema = z.object({
  id: z.uuid(),
  subjectKind: SubjectKindField,
  name: z.string(),
  creditCode: z.string().nullable(),
  personIdMask: z.string().nullable().meta({ description: 'The resident id is kept only masked and as keyed hash.' }),
  state: StateField,
  reasonCode: z.string(),
  reason: z.string(),
  proposedBy: z.uuid(),
  proposedAt: z.date(),
  decidedBy: z.uuid().nullable(),
  listedAt: z.date().nullable(),
  removalBy: z.uuid().nullable(),
  removalReason: z.string().nullable(),
  removedBy: z.uuid().nullable(),
  removedAt: z.date().nullable(),
  unitId: z.uuid(),
  version: z.number().int(),
});

/** What a step answers. */
export const StandingSchema = z.object({
  entryId: z.uuid(),
  state: StateField,
  version: z.number().int(),
  progress: z.enum(['DONE', 'PENDING']),
});

/** Those who may only propose see what they proposed, and of the rest not even that it exists. */
export function readsAll(actor: Actor): boolean {
  return permissionsOf(actor).has('READ_BLACKLIST');
}

/** @throws Refusal NOT_FOUND */
export async function visibleEntry(sql: Tx, actor: Actor, entryId: string): Promise<BlacklistEntry> {
  const entry = await readEntry(sql, entryId);
  if (entry === undefined || (!readsAll(actor) && entry.proposedBy !== actor.id)) throw new Refusal('NOT_FOUND');
  return entry;
}
