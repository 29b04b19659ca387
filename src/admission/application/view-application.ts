import { isItemEditable } from '../../domain/admission/item-rules.ts';
import type { ApplicationForm } from '../../domain/admission/application-form.ts';
import type { ChecklistItem } from '../../domain/admission/check-proofs.ts';
import { maskEmail, maskName, maskPhone } from '../../domain/identity/masking.ts';
import { maskResidentId } from '../../domain/identity/resident-id.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { Application, ApplicationItem } from './application.ts';
import { checklistOf } from './checklist.ts';

/** Members of the company see their own data whole; staff see personal data masked, and what reviewers found (ORG-10). */
export type Audience = 'APPLICANT' | 'STAFF';

/** The application with every item of its checklist, touched or not. */
export async function viewApplication(sql: Tx, application: Application, audience: Audience) {
  const checklist = await checklistOf(sql, application, new Date());
  const rows = new Map(application.items.map((row) => [row.code, row]));
  return {
    caseId: application.caseId,
    number: application.number,
    state: application.state,
    companyId: application.companyId,
    companyName: application.companyName,
    channelType: application.channelType,
    unitId: application.unitId,
    site: { name: application.siteName, address: application.siteAddress },
    form: audience === 'STAFF' ? maskForm(application.form) : application.form,
    createdAt: application.createdAt,
    submittedAt: application.submittedAt,
    declaredAt: application.declaredAt,
    closedAt: application.closedAt,
    reapplyFrom: application.reapplyFrom,
    riskGrade: audience === 'STAFF' ? application.riskGrade : null,
    version: application.version,
    checklistVersionId: checklist.versionId,
    editable: isLive(application) && application.state === 'DRAFT',
    items: checklist.items.map((item) => viewItem(application, item, rows.get(item.code), audience)),
  };
}

function viewItem(application: Application, item: ChecklistItem, row: ApplicationItem | undefined, audience: Audience) {
  const verdict = row?.verdict ?? 'PENDING';
  const told = audience === 'STAFF' || isTold(application);
  return {
    code: item.code,
    title: item.title,
    hint: item.hint ?? null,
    required: item.required,
    numberRequired: item.numberRequired,
    validityRequired: item.validityRequired,
    minFiles: item.minFiles,
    number: audience === 'STAFF' ? maskIfResidentId(row?.number ?? null) : (row?.number ?? null),
    validFrom: row?.validFrom ?? null,
    validTo: row?.validTo ?? null,
    permanent: row?.permanent ?? false,
    revision: row?.revision ?? 1,
    editable: isLive(application) && isItemEditable(application.state, verdict),
    verdict: told ? verdict : 'PENDING',
    remark: told ? (row?.remark ?? null) : null,
    verifiedBy: audience === 'STAFF' ? (row?.verifiedBy ?? null) : null,
    verifiedAt: audience === 'STAFF' && row?.verifiedAt != null ? new Date(row.verifiedAt) : null,
    changedSince: audience === 'STAFF' && row?.verdictRevision != null && row.revision > row.verdictRevision,
    files: row?.files ?? [],
  };
}

/** A reviewer's saved findings are the applicant's business once a return or the end has told them. */
function isTold({ state, closedAt }: Application): boolean {
  return state === 'RETURNED' || closedAt !== null;
}

function isLive({ closing, closedAt }: Application): boolean {
  return closing === null && closedAt === null;
}

function maskForm(form: ApplicationForm): ApplicationForm {
  if (form.contact === undefined) return form;
  const { name, mobile, email } = form.contact;
  return {
    ...form,
    contact: {
      ...(name === undefined ? {} : { name: maskName(name) }),
      ...(mobile === undefined ? {} : { mobile: maskPhone(mobile) }),
      ...(email === undefined ? {} : { email: maskEmail(email) }),
    },
  };
}

/** Numbers of papers are public, a resident id is not; the scan shows it to whoever opens it, which is recorded. */
function maskIfResidentId(number: string | null): string | null {
  return number !== null && /^\d{17}[\dXx]$/.test(number.trim()) ? maskResidentId(number) : number;
}
