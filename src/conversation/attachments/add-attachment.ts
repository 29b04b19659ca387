import type { Act } from '../../acts/act.ts';
import type { CaseAtHand } from '../../cases/act-on-case.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { recordFile, type StoredFile } from '../../files/stored-files.ts';
import { assertMaySpeak } from '../comments/may-speak.ts';
import { conversationRules } from '../rules.ts';

export type NewAttachment = Pick<StoredFile, 'sha256' | 'size' | 'mime' | 'name'>;

/**
 * A file for a comment or an opinion that its uploader is about to write; its bytes are in the store already. Nobody else sees it until then,
 * and what is not used is swept.
 * @throws Refusal TOO_MANY_FILES, AUDIENCE_NOT_POSSIBLE and those of `assertSpeakable`
 */
export async function addAttachment(act: Act, atHand: CaseAtHand, file: NewAttachment): Promise<Facts> {
  const { head, side, actor } = atHand;
  await assertMaySpeak(act, atHand, undefined);
  const { attachments } = await conversationRules(act.tx, head.process, act.now);
  const { pending } = await act.tx.one<{ pending: number }>(
    'SELECT count(*)::int AS pending FROM attachment WHERE case_id = $1 AND uploaded_by = $2 AND comment_id IS NULL AND decision_id IS NULL AND operation_id IS NULL',
    [head.id, actor.id],
  );
  if (pending >= attachments.maxPending) throw new Refusal('TOO_MANY_FILES', { max: attachments.maxPending });
  const stored = { ...file, scope: 'CASE', caseId: head.id, companyId: head.companyId, uploadedBy: actor.id } as const;
  const fileId = await recordFile(act.tx, stored, act.now);
  act.tx.send('INSERT INTO attachment (file_id, case_id, uploaded_by, side, created_at) VALUES ($1, $2, $3, $4, $5)', [
    fileId,
    head.id,
    actor.id,
    side,
    act.now,
  ]);
  act.audit({
    action: 'ATTACHMENT_ADDED',
    caseId: head.id,
    subject: `file:${fileId}`,
    after: { fileId, sha256: file.sha256 },
  });
  return { caseId: head.id, fileId, sha256: file.sha256 };
}
