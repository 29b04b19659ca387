import { sightOf } from '../../cases/visibility.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { rightOf } from '../../domain/forms/visible-fields.ts';
import type { FormField } from '../../domain/forms/field.ts';
import type { StoredFile } from '../../files/stored-files.ts';
import type { Tx } from '../../persistence/tx.ts';
import { mayAct, readTask } from '../../tasks/people/holding.ts';
import { kindOf } from '../kinds.ts';
import { readRequest, type Request } from '../request.ts';
import { FROM_OWN_SIDE } from './side.ts';

/** Fields of the form that name the file $2 now, or named it since the request was handed in. */
const NAMING = `SELECT DISTINCT e.key FROM (
    SELECT "values" AS filled FROM request_form WHERE case_id = $1 UNION ALL SELECT before FROM request_revision WHERE case_id = $1
    UNION ALL SELECT after FROM request_revision WHERE case_id = $1) f
  CROSS JOIN LATERAL jsonb_each(f.filled) e WHERE e.value = to_jsonb($2::text) OR e.value @> jsonb_build_array($2::text)`;

/**
 * A file of a request's form is read by whoever sees a field that names it, at their side of the case or at a stage that is theirs to decide; one
 * that no field has named yet, by who uploaded it, and where that was whoever asks, by their company. Files of other cases are none of its
 * business: undefined.
 */
export async function mayReadFormFile(sql: Tx, actor: Actor, file: StoredFile, at: Date): Promise<boolean | undefined> {
  const { id, caseId } = file;
  if (caseId === null) return undefined;
  const found = await sql.maybe(
    `SELECT FROM request_form f WHERE f.case_id = $1 AND NOT EXISTS (SELECT FROM attachment a WHERE a.file_id = $2)`,
    [caseId, id],
  );
  if (found === undefined) return undefined;
  const { own, office } = await sightOf(sql, actor, caseId);
  if (!own && !office) return false;
  const request = await readRequest(sql, caseId);
  const naming = new Set((await sql.rows<{ key: string }>(NAMING, [caseId, id])).map(({ key }) => key));
  const { fields } = (await kindOf(sql, request, at)).body.form;
  const named = fields.filter(({ key, type }) => type === 'FILE' && naming.has(key));
  if (named.length === 0) return file.uploadedBy === actor.id || (own && (await isOfOwnSide(sql, id)));
  const isOver = request.closedAt !== null;
  const viewer = { kind: own ? 'APPLICANT' : 'OFFICE' } as const;
  if (named.some((field) => rightOf(field, viewer, isOver) !== 'HIDDEN')) return true;
  return office && isShownAtOwnStage(sql, actor, request, named);
}

async function isOfOwnSide(sql: Tx, fileId: string): Promise<boolean> {
  return (await sql.maybe(`SELECT FROM stored_file f WHERE f.id = $1 AND ${FROM_OWN_SIDE}`, [fileId])) !== undefined;
}

async function isShownAtOwnStage(
  sql: Tx,
  actor: Actor,
  { caseId, closedAt }: Request,
  fields: readonly FormField[],
): Promise<boolean> {
  const tasks = await sql.rows<{ id: string; stage: string }>(
    'SELECT id, stage_key AS stage FROM task WHERE case_id = $1',
    [caseId],
  );
  for (const { id, stage } of tasks) {
    const isShown = fields.some((field) => rightOf(field, { kind: 'STAGE', stage }, closedAt !== null) !== 'HIDDEN');
    if (!isShown) continue;
    const task = await readTask(sql, id, actor.id);
    if (mayAct(task, actor.id)) return true;
  }
  return false;
}
