import type { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import { conversationRules } from '../rules.ts';

export interface Binding {
  readonly caseId: string;
  readonly process: string;
  /** Who says it: one adds what one has uploaded oneself. */
  readonly by: string;
  readonly fileIds: readonly string[];
  /** DRAFT: they stay the uploader's own, and are not swept. */
  readonly to: { readonly kind: 'COMMENT' | 'DECISION' | 'RECOMMENDATION' | 'DRAFT'; readonly id: string };
}

const COLUMNS = {
  COMMENT: 'comment_id',
  DECISION: 'decision_id',
  RECOMMENDATION: 'operation_id',
  DRAFT: 'draft_task_id',
} as const;

/** Adds files to what is said in this act; each is used once. @throws Refusal ATTACHMENT_UNKNOWN, TOO_MANY_FILES */
export async function bindAttachments(act: Act, { caseId, process, by, fileIds, to }: Binding): Promise<void> {
  const wanted = [...new Set(fileIds)];
  if (wanted.length === 0) return;
  const { attachments } = await conversationRules(act.tx, process, act.now);
  if (wanted.length > attachments.maxFiles) throw new Refusal('TOO_MANY_FILES', { max: attachments.maxFiles });
  const column = COLUMNS[to.kind];
  const bound = await act.tx.rows<{ id: string }>(
    `UPDATE attachment SET ${to.kind === 'DRAFT' ? '' : 'draft_task_id = NULL, '}${column} = $1
     WHERE file_id = ANY ($2) AND case_id = $3 AND uploaded_by = $4 AND comment_id IS NULL AND decision_id IS NULL AND operation_id IS NULL RETURNING file_id AS id`,
    [to.id, wanted, caseId, by],
  );
  const missing = wanted.filter((fileId) => !bound.some(({ id }) => id === fileId));
  if (missing.length > 0) throw new Refusal('ATTACHMENT_UNKNOWN', { fileIds: missing });
}
