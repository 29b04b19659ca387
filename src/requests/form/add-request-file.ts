import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { recordFile } from '../../files/stored-files.ts';
import { currentPolicy } from '../../policies/current.ts';
import { kindOf } from '../kinds.ts';
import { assertLive, readRequest, type Request } from '../request.ts';
import { assertMayAsk } from '../start/asker.ts';
import { FROM_OWN_SIDE } from './side.ts';

export interface NewFile {
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
  return recordRequestFile(act, actor, request, file);
}

/**
 * Each side has its own number of files, so that whoever asks leaves the office room for theirs.
 * @throws Refusal TOO_MANY_FILES
 */
export async function recordRequestFile(
  act: Act,
  actor: Actor,
  { caseId, companyId }: Pick<Request, 'caseId' | 'companyId'>,
  file: NewFile,
  stage?: string,
): Promise<Facts> {
  const { tx, now } = act;
  const { maxFiles: max } = (await currentPolicy(tx, 'PROCESS_POLICY', 'REQUEST', now)).body.uploads;
  const { count } = await tx.one<{ count: number }>(
    `SELECT count(*)::int AS count FROM stored_file f
     WHERE f.case_id = $1 AND f.scope = 'CASE' AND ${FROM_OWN_SIDE} = $2`,
    [caseId, stage === undefined],
  );
  if (count >= max) throw new Refusal('TOO_MANY_FILES', { max });
  const fileId = await recordFile(tx, { ...file, scope: 'CASE', caseId, companyId, uploadedBy: actor.id }, now);
  act.audit({
    action: 'FILE_ADDED',
    caseId,
    subject: `file:${fileId}`,
    after: { fileId, sha256: file.sha256, ...(stage === undefined ? {} : { stage, audience: 'OFFICE' }) },
  });
  return { caseId, fileId, sha256: file.sha256 };
}
