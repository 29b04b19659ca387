import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { recordFile } from '../../files/stored-files.ts';
import { currentPolicy } from '../../policies/current.ts';
import { kindOf } from '../kinds.ts';
import { assertLive, readRequest } from '../request.ts';
import { assertMayAsk } from '../start/asker.ts';

interface NewFile {
  readonly sha256: string;
  readonly size: number;
  readonly mime: string;
  readonly name: string;
}

/**
 * A file whose bytes are in the store already, for the form to name. Adding takes no version: it overwrites nothing.
 * @throws Refusal NOT_FOUND, NOT_ALLOWED, CASE_CLOSED, CASE_CLOSING, WRONG_STATE, TOO_MANY_FILES
 */
export async function addRequestFile(act: Act, actor: Actor, caseId: string, file: NewFile): Promise<Facts> {
  const { tx, now } = act;
  const request = await readRequest(tx, caseId);
  const { body: kind } = await kindOf(tx, request, now);
  await assertMayAsk(tx, actor, kind, request.companyId);
  assertLive(request);
  if (request.state !== 'DRAFT' && request.state !== 'RETURNED') {
    throw new Refusal('WRONG_STATE', { state: request.state });
  }
  const { maxFiles: max } = (await currentPolicy(tx, 'PROCESS_POLICY', 'REQUEST', now)).body.uploads;
  const { count } = await tx.one<{ count: number }>(
    `SELECT count(*)::int AS count FROM stored_file WHERE case_id = $1 AND scope = 'CASE'`,
    [caseId],
  );
  if (count >= max) throw new Refusal('TOO_MANY_FILES', { max });
  const stored = { ...file, scope: 'CASE', caseId, companyId: request.companyId, uploadedBy: actor.id } as const;
  const fileId = await recordFile(tx, stored, now);
  act.audit({ action: 'FILE_ADDED', caseId, subject: `file:${fileId}`, after: { fileId, sha256: file.sha256 } });
  return { caseId, fileId, sha256: file.sha256 };
}
