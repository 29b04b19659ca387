import type { Act } from '../acts/act.ts';
import { businessDate } from '../domain/admission/business-date.ts';
import { assertProofs, checkProofs, isGiven, type ChecklistItem } from '../domain/admission/check-proofs.ts';
import { judgeReview, unchangedItems, type ReviewedItem } from '../domain/admission/item-rules.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Bilingual } from '../domain/text.ts';
import type { Tx } from '../persistence/tx.ts';
import { givenProofs, readApplication, type Application } from './application/application.ts';
import { checklistOf } from './application/checklist.ts';

export type ItemVerdict =
  | { readonly code: string; readonly verdict: 'PASSED'; readonly remark?: string | undefined }
  | { readonly code: string; readonly verdict: 'RETURNED'; readonly remark: string };

/**
 * A reviewer's findings, item by item (ADM-02): who looked, when, and at which revision. What is incomplete or no longer valid on
 * this day cannot pass. The caller has made sure that the reviewer holds the task.
 * @throws Refusal ITEM_UNKNOWN, PROOFS_MISSING, PROOF_EXPIRED
 */
export async function recordVerdicts(
  act: Act,
  caseId: string,
  reviewerId: string,
  verdicts: readonly ItemVerdict[],
): Promise<void> {
  if (verdicts.length === 0) return;
  const { application, items } = await readMaterial(act.tx, caseId, act.now);
  const passed = new Set(verdicts.filter(({ verdict }) => verdict === 'PASSED').map(({ code }) => code));
  for (const { code } of verdicts) {
    if (!items.some((item) => item.code === code)) throw new Refusal('ITEM_UNKNOWN', { code });
  }
  const judged = items.filter(({ code }) => passed.has(code));
  assertProofs(checkProofs(judged, givenProofs(application.items), businessDate(act.now)));
  await act.tx.run(
    `UPDATE application_item i SET verdict = v.verdict, remark = v.remark, verdict_revision = i.revision, verified_by = $3, verified_at = $4
     FROM jsonb_to_recordset($2::jsonb) AS v(code text, verdict text, remark text) WHERE i.case_id = $1 AND i.code = v.code`,
    [caseId, JSON.stringify(verdicts), reviewerId, act.now],
  );
  const revisions = new Map(application.items.map(({ code, revision }) => [code, revision]));
  act.audit({
    action: 'ITEMS_VERIFIED',
    caseId,
    after: {
      items: verdicts.map(({ code, verdict }) => ({ code, verdict, revision: revisions.get(code) ?? 1 })),
    },
  });
}

/**
 * Whether the verdicts carry the decision a reviewer is about to make.
 * @throws Refusal ITEMS_UNVERIFIED, ITEMS_NOT_NAMED, ITEMS_NOT_ALL_PASSED, PROOF_EXPIRED, PROOFS_MISSING
 */
export async function assertReviewComplete(
  tx: Tx,
  caseId: string,
  outcome: 'APPROVE' | 'RETURN',
  now: Date,
): Promise<void> {
  const { application, items } = await readMaterial(tx, caseId, now);
  const judgement = judgeReview(outcome, reviewedItems(application, items));
  switch (judgement.kind) {
    case 'NOT_NAMED':
      throw new Refusal('ITEMS_NOT_NAMED');
    case 'NOT_ALL_PASSED':
      throw new Refusal('ITEMS_NOT_ALL_PASSED', { items: judgement.codes });
    case 'UNVERIFIED':
      throw new Refusal('ITEMS_UNVERIFIED', { items: judgement.codes });
    case 'COMPLETE':
      // A verdict of last week does not make valid what ran out since.
      if (outcome === 'APPROVE') {
        assertProofs(checkProofs(items, givenProofs(application.items), businessDate(now)));
      }
  }
}

/**
 * Whether a supplement answers the return: every returned item touched, complete, and valid on this day. The other items are shut
 * to the applicant, so what has run out among them is the reviewer's to return.
 * @throws Refusal NOTHING_CHANGED, PROOFS_MISSING, PROOF_EXPIRED
 */
export async function assertSupplementComplete(tx: Tx, caseId: string, now: Date): Promise<void> {
  const { application, items } = await readMaterial(tx, caseId, now);
  const reviewed = reviewedItems(application, items);
  const unchanged = unchangedItems(reviewed);
  if (unchanged.length > 0) throw new Refusal('NOTHING_CHANGED', { items: unchanged });
  const returned = new Set(reviewed.filter(({ verdict }) => verdict === 'RETURNED').map(({ code }) => code));
  const asked = items.filter(({ code }) => returned.has(code));
  assertProofs(checkProofs(asked, givenProofs(application.items), businessDate(now)));
}

/**
 * Items that were looked at once and are no longer passed: returned, or changed since. A later stage approves nothing over them.
 * @throws Refusal ITEMS_NOT_ALL_PASSED
 */
export async function assertNothingUnverified(tx: Tx, caseId: string): Promise<void> {
  const rows = await tx.rows<{ code: string }>(
    `SELECT code FROM application_item WHERE case_id = $1 AND verified_by IS NOT NULL AND verdict <> 'PASSED' ORDER BY code`,
    [caseId],
  );
  if (rows.length > 0) throw new Refusal('ITEMS_NOT_ALL_PASSED', { items: rows.map(({ code }) => code) });
}

/** After a supplement the returned items wait for a verdict again; the remark stays for whoever looks next. Gives their codes. */
export async function reopenReturnedItems(act: Act, caseId: string): Promise<string[]> {
  const rows = await act.tx.rows<{ code: string }>(
    `UPDATE application_item SET verdict = 'PENDING' WHERE case_id = $1 AND verdict = 'RETURNED' RETURNING code`,
    [caseId],
  );
  const codes = rows.map(({ code }) => code).sort();
  act.audit({ action: 'ITEMS_SUPPLEMENTED', caseId, after: { items: codes } });
  return codes;
}

/** What a notice of a return names (RETURNED_FOR_SUPPLEMENT). */
export async function returnedItems(
  tx: Tx,
  caseId: string,
  now: Date,
): Promise<{ code: string; titleZh: string; titleEn: string; remark: string | null }[]> {
  const { application, items } = await readMaterial(tx, caseId, now);
  const titles = new Map<string, Bilingual>(items.map(({ code, title }) => [code, title]));
  return application.items
    .filter(({ verdict }) => verdict === 'RETURNED')
    .map(({ code, remark }) => ({
      code,
      titleZh: titles.get(code)?.zh ?? code,
      titleEn: titles.get(code)?.en ?? code,
      remark,
    }));
}

async function readMaterial(tx: Tx, caseId: string, now: Date) {
  const application = await readApplication(tx, caseId);
  const { items } = await checklistOf(tx, application, now);
  return { application, items };
}

/** In the order of the checklist; an item without a row was never touched. */
function reviewedItems(application: Application, items: readonly ChecklistItem[]): ReviewedItem[] {
  const rows = new Map(application.items.map((row) => [row.code, row]));
  const given = new Map(givenProofs(application.items).map((proof) => [proof.code, proof]));
  return items.map(({ code, required }) => ({
    code,
    counts: required || isGiven(given.get(code)),
    revision: rows.get(code)?.revision ?? 1,
    verdict: rows.get(code)?.verdict ?? 'PENDING',
    verdictRevision: rows.get(code)?.verdictRevision ?? null,
  }));
}
