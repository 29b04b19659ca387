import type { Act } from '../../acts/act.ts';
import type { ChecklistItem } from '../../domain/admission/check-proofs.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';
import { findPolicy, policyById } from '../../policies/current.ts';
import type { Application } from './application.ts';

export interface Checklist {
  readonly versionId: string;
  readonly items: readonly ChecklistItem[];
}

/** @throws Refusal TYPE_NOT_OPEN when the type has no published checklist. */
export async function currentChecklist(sql: Tx, channelType: string, at: Date): Promise<Checklist> {
  const policy = await findPolicy(sql, 'CHECKLIST', channelType, at);
  if (policy === undefined) throw new Refusal('TYPE_NOT_OPEN', { channelType });
  return { versionId: policy.id, items: policy.body.items };
}

/** A draft follows the newest published checklist; from its submission on a case keeps the one it was submitted under. */
export async function checklistOf(sql: Tx, application: Application, at: Date): Promise<Checklist> {
  if (application.state === 'DRAFT') return currentChecklist(sql, application.channelType, at);
  const { checklistVersionId } = application;
  if (checklistVersionId === null) throw new Error(`Case ${application.caseId} was submitted without a checklist`);
  const policy = await policyById(sql, 'CHECKLIST', checklistVersionId);
  return { versionId: policy.id, items: policy.body.items };
}

/** Pins the draft to the newest checklist, with a row for every item of it. Items that it no longer names keep their rows. */
export async function followChecklist(act: Act, application: Application): Promise<Checklist> {
  const checklist = await checklistOf(act.tx, application, act.now);
  if (application.state !== 'DRAFT' || checklist.versionId === application.checklistVersionId) return checklist;
  await act.tx.run('UPDATE "case" SET checklist_version_id = $2 WHERE id = $1', [
    application.caseId,
    checklist.versionId,
  ]);
  await addItems(act.tx, application.caseId, checklist);
  act.audit({
    action: 'CHECKLIST_PINNED',
    caseId: application.caseId,
    before: { versionId: application.checklistVersionId },
    after: { versionId: checklist.versionId },
  });
  return checklist;
}

export async function addItems(tx: Tx, caseId: string, { items }: Checklist): Promise<void> {
  await tx.run(
    'INSERT INTO application_item (case_id, code) SELECT $1, unnest($2::text[]) ON CONFLICT (case_id, code) DO NOTHING',
    [caseId, items.map(({ code }) => code)],
  );
}
