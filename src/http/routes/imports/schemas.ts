import { z } from 'zod';
import type { Actor } from '../../../domain/access/actor.ts';
import { IMPORT_KINDS } from '../../../domain/imports/columns.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { readImport, type ImportJob } from '../../../imports/read-import.ts';
import type { Tx } from '../../../persistence/tx.ts';

export const ImportParams = z.object({ importId: z.uuid() });
export const KindField = z.enum(IMPORT_KINDS);
export const StateField = z.enum(['CHECKED', 'REJECTED', 'APPLIED']);

export const COUNTS = {
  rowCount: z.number().int(),
  errorCount: z.number().int(),
  newCount: z.number().int(),
  changeCount: z.number().int(),
} as const;

export const ImportSchema = z.object({
  id: z.uuid(),
  kind: KindField,
  state: StateField,
  fileName: z.string(),
  fileHash: z.string().meta({ description: 'SHA-256' }),
  unitId: z.uuid(),
  ...COUNTS,
  createdBy: z.uuid(),
  createdAt: z.date(),
  appliedAt: z.date().nullable(),
  version: z.number().int(),
});

/** @throws Refusal NOT_FOUND for an import of another part of the organisation, or of a kind that is not the caller's */
export async function visibleImport(sql: Tx, actor: Actor, importId: string): Promise<ImportJob> {
  const job = await readImport(sql, actor, importId);
  if (job === undefined) throw new Refusal('NOT_FOUND');
  return job;
}
