import { sightOf } from '../../cases/visibility.ts';
import { permissionsOf, type Actor } from '../../domain/access/actor.ts';
import { mayReadAttachment, type AttachedTo } from '../../domain/conversation/attachment-sight.ts';
import type { Audience, Side } from '../../domain/conversation/audience.ts';
import type { StoredFile } from '../../files/stored-files.ts';
import type { Tx } from '../../persistence/tx.ts';

interface Row {
  uploadedBy: string;
  by: Side;
  commentId: string | null;
  decisionId: string | null;
  operationId: string | null;
  audience: Audience | null;
  isWithdrawn: boolean;
  isTold: boolean;
}

const READ = `SELECT a.uploaded_by AS "uploadedBy", a.side AS by, a.comment_id AS "commentId", a.decision_id AS "decisionId", a.operation_id AS "operationId", c.audience,
    c.withdrawn_at IS NOT NULL AS "isWithdrawn",
    coalesce((d.outcome = 'REJECT' OR d.return_to = 'applicant') AND d.taken_back_at IS NULL, false) AS "isTold"
  FROM attachment a LEFT JOIN comment c ON c.id = a.comment_id LEFT JOIN decision d ON d.id = a.decision_id WHERE a.file_id = $1`;

/**
 * Whoever reads a case reads its files; what was added to a comment or an opinion, whoever reads those words. A file outside any case (an
 * import) is read by whoever brought it.
 */
export async function mayReadFile(sql: Tx, actor: Actor, file: StoredFile): Promise<boolean> {
  if (file.caseId === null) return file.uploadedBy === actor.id;
  const sight = await sightOf(sql, actor, file.caseId);
  if (!sight.own && !sight.office) return false;
  const row = await sql.maybe<Row & Record<string, unknown>>(READ, [file.id]);
  if (row === undefined) return true;
  return mayReadAttachment(attachedTo(row), row.by, {
    isUploader: row.uploadedBy === actor.id,
    side: sight.own ? 'APPLICANT' : 'OFFICE',
    audits: sight.office && permissionsOf(actor).has('READ_AUDIT'),
  });
}

function attachedTo({ audience, isWithdrawn, decisionId, operationId, isTold }: Row): AttachedTo | null {
  if (audience !== null) return { kind: 'COMMENT', audience, isWithdrawn };
  if (operationId !== null) return { kind: 'RECOMMENDATION' };
  return decisionId === null ? null : { kind: 'DECISION', isTold };
}
