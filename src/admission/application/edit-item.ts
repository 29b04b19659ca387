import type { Act } from '../../acts/act.ts';
import { isItemEditable } from '../../domain/admission/item-rules.ts';
import { Refusal } from '../../domain/refusal.ts';
import { recordFile } from '../../files/stored-files.ts';
import { policyById, currentPolicy } from '../../policies/current.ts';
import type { Tx } from '../../persistence/tx.ts';
import { assertLive, readApplication, type Application, type ApplicationItem } from './application.ts';
import { assertStillApplicant } from './applicants.ts';
import { followChecklist } from './checklist.ts';

export interface ProofValues {
  readonly number: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly permanent: boolean;
}

export interface NewFile {
  readonly sha256: string;
  readonly size: number;
  readonly mime: string;
  readonly name: string;
}

/**
 * Number and validity of one proof; `seen` is the revision its writer saw. Saving what is there already is no new revision, so it
 * answers no return.
 * @throws Refusal NOT_ALLOWED, STALE_VERSION and those of `assertItemEditable`
 */
export async function saveItem(act: Act, key: ItemKey, seen: number, values: ProofValues) {
  const item = await openItem(act, key);
  if (item.revision !== seen) throw new Refusal('STALE_VERSION', { revision: item.revision });
  const changed = await act.tx.run(
    `UPDATE application_item SET number = $3, valid_from = $4, valid_to = $5, permanent = $6, revision = revision + 1
     WHERE case_id = $1 AND code = $2 AND (number, valid_from, valid_to, permanent) IS DISTINCT FROM ($3, $4::date, $5::date, $6)`,
    [key.caseId, key.code, values.number, values.validFrom, values.validTo, values.permanent],
  );
  const revision = seen + changed;
  noteEdit(act, key, 'ITEM_SAVED', { revision, validTo: values.validTo, permanent: values.permanent });
  return { caseId: key.caseId, code: key.code, revision };
}

/**
 * Adds a file whose bytes are already in the store. Adding takes no version: it overwrites nothing.
 * @throws Refusal NOT_ALLOWED, TOO_MANY_FILES and those of `assertItemEditable`
 */
export async function addFile(act: Act, key: ItemKey, file: NewFile) {
  const item = await openItem(act, key);
  const { maxFilesPerItem: max } = await uploadRules(act.tx, item.processVersionId, act.now);
  if (item.files.length >= max) throw new Refusal('TOO_MANY_FILES', { max });
  const fileId = await recordFile(
    act.tx,
    { ...file, scope: 'CASE', caseId: key.caseId, companyId: item.companyId, uploadedBy: act.actor.id },
    act.now,
  );
  await act.tx.run(
    `INSERT INTO item_file (case_id, code, file_id, position, added_at)
     SELECT $1, $2, $3, coalesce(max(position), 0) + 1, $4 FROM item_file WHERE case_id = $1 AND code = $2`,
    [key.caseId, key.code, fileId, act.now],
  );
  const revision = await nextRevision(act.tx, key);
  noteEdit(act, key, 'FILE_ADDED', { fileId, sha256: file.sha256, revision });
  return { caseId: key.caseId, code: key.code, fileId, sha256: file.sha256, revision };
}

/**
 * Takes a file out of an item. The row stays with the instant, because a verdict may rest on it.
 * @throws Refusal NOT_FOUND, NOT_ALLOWED and those of `assertItemEditable`
 */
export async function removeFile(act: Act, key: ItemKey, fileId: string) {
  await openItem(act, key);
  const removed = await act.tx.run(
    `UPDATE item_file SET removed_at = $4 WHERE case_id = $1 AND code = $2 AND file_id = $3 AND removed_at IS NULL`,
    [key.caseId, key.code, fileId, act.now],
  );
  if (removed === 0) throw new Refusal('NOT_FOUND');
  const revision = await nextRevision(act.tx, key);
  noteEdit(act, key, 'FILE_REMOVED', { fileId, revision });
  return { caseId: key.caseId, code: key.code, fileId, revision };
}

export interface ItemKey {
  readonly caseId: string;
  readonly code: string;
}

/** The rules of the case's process version, or the newest while it is a draft. */
export async function uploadRules(sql: Tx, processVersionId: string | null, at: Date) {
  const policy =
    processVersionId === null
      ? await currentPolicy(sql, 'PROCESS_POLICY', 'ADMISSION', at)
      : await policyById(sql, 'PROCESS_POLICY', processVersionId, 'ADMISSION');
  return policy.body.uploads;
}

/**
 * Whether the applicant may change an item now.
 * @throws Refusal CASE_CLOSED, CASE_CLOSING, WRONG_STATE, ITEM_UNKNOWN, ITEM_NOT_EDITABLE
 */
function assertItemEditable(
  application: Application,
  checklist: { readonly items: readonly { readonly code: string }[] },
  code: string,
): void {
  assertLive(application);
  const { state } = application;
  if (state !== 'DRAFT' && state !== 'RETURNED') throw new Refusal('WRONG_STATE', { state });
  if (!checklist.items.some((item) => item.code === code)) throw new Refusal('ITEM_UNKNOWN', { code });
  const verdict = itemOf(application, code)?.verdict ?? 'PENDING';
  if (!isItemEditable(state, verdict)) throw new Refusal('ITEM_NOT_EDITABLE', { code });
}

async function openItem(act: Act, { caseId, code }: ItemKey) {
  const application = await readApplication(act.tx, caseId);
  await assertStillApplicant(act, application.companyId);
  assertLive(application);
  const checklist = await followChecklist(act, application);
  assertItemEditable(application, checklist, code);
  const { companyId, processVersionId } = application;
  const item = itemOf(application, code);
  return { revision: item?.revision ?? 1, files: item?.files ?? [], companyId, processVersionId };
}

function itemOf(application: Application, code: string): ApplicationItem | undefined {
  return application.items.find((item) => item.code === code);
}

async function nextRevision(tx: Tx, { caseId, code }: ItemKey): Promise<number> {
  const { revision } = await tx.one<{ revision: number }>(
    'UPDATE application_item SET revision = revision + 1 WHERE case_id = $1 AND code = $2 RETURNING revision',
    [caseId, code],
  );
  return revision;
}

/** No numbers and no file names: those may be personal data, and the rows hold them. */
function noteEdit(
  act: Act,
  { caseId, code }: ItemKey,
  action: 'ITEM_SAVED' | 'FILE_ADDED' | 'FILE_REMOVED',
  after: Readonly<Record<string, string | number | boolean | null>>,
): void {
  act.audit({ action, caseId, subject: `item:${code}`, after });
}
