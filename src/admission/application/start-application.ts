import type { Act } from '../../acts/act.ts';
import { amountOf, type ApplicationForm } from '../../domain/admission/application-form.ts';
import { businessDate } from '../../domain/admission/business-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';
import { assertStillApplicant } from './applicants.ts';
import { addItems, currentChecklist } from './checklist.ts';
import { assertMayReapply, assertNoOpenApplication, lockCompany } from '../screening/duplicates.ts';

export interface ApplicationStart {
  readonly companyId: string;
  readonly channelType: string;
  /** A county. */
  readonly unitId: string;
  readonly siteName: string;
  readonly siteAddress: string;
  readonly form: ApplicationForm;
}

interface OpenType {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly open: boolean;
  readonly subjectKinds: readonly string[];
}

/**
 * Begins a draft: the case, the application and a row for every proof of the type's checklist (ADM-01).
 * @throws Refusal NOT_FOUND, NOT_ALLOWED, TYPE_NOT_OPEN, SUBJECT_NOT_ADMITTED, UNIT_UNKNOWN, OPEN_APPLICATION_EXISTS,
 * REAPPLY_TOO_EARLY
 */
export async function startApplication(act: Act, start: ApplicationStart) {
  const { tx, now } = act;
  const company = await lockCompany(tx, start.companyId);
  await assertStillApplicant(act, start.companyId);
  const type = await openType(tx, start.channelType, company.subjectKind);
  await assertCounty(tx, start.unitId);
  await assertNoOpenApplication(tx, start);
  await assertMayReapply(tx, start.companyId, now);
  const checklist = await currentChecklist(tx, start.channelType, now);
  const { id: caseId, number } = await tx.one<{ id: string; number: string }>(
    `INSERT INTO "case" (number, process, state, company_id, unit_id, started_by, title_zh, title_en, amount, checklist_version_id, created_at)
     VALUES ('ZR-' || $1 || '-' || lpad(nextval('case_number_seq')::text, 6, '0'), 'ADMISSION', 'DRAFT', $2, $3, $4, $5, $6, $7, $8, $9)
     RETURNING id, number`,
    [
      businessDate(now).slice(0, 4),
      start.companyId,
      start.unitId,
      act.actor.id,
      `${company.name} · ${type.nameZh}`,
      `${company.name} · ${type.nameEn}`,
      amountOf(start.form),
      checklist.versionId,
      now,
    ],
  );
  await tx.run(
    `INSERT INTO application (case_id, company_id, channel_type, site_name, site_address, form) VALUES ($1, $2, $3, $4, $5, $6)`,
    [caseId, start.companyId, start.channelType, start.siteName, start.siteAddress, JSON.stringify(start.form)],
  );
  await addItems(tx, caseId, checklist);
  await tx.run(`INSERT INTO case_participant (case_id, account_id, kind, since) VALUES ($1, $2, 'STARTER', $3)`, [
    caseId,
    act.actor.id,
    now,
  ]);
  act.audit({
    action: 'APPLICATION_STARTED',
    caseId,
    subject: `company:${start.companyId}`,
    after: { number, channelType: start.channelType, unitId: start.unitId, checklistVersionId: checklist.versionId },
  });
  return { caseId, number, version: 1 };
}

async function openType(tx: Tx, code: string, subjectKind: string): Promise<OpenType> {
  const type = await tx.maybe<OpenType>(
    `SELECT name_zh AS "nameZh", name_en AS "nameEn", open_for_application AS open, subject_kinds AS "subjectKinds"
     FROM channel_type WHERE code = $1`,
    [code],
  );
  if (type?.open !== true) throw new Refusal('TYPE_NOT_OPEN', { channelType: code });
  if (!type.subjectKinds.includes(subjectKind)) throw new Refusal('SUBJECT_NOT_ADMITTED', { subjectKind });
  return type;
}

/** An application belongs to a county: from there its stages find their people (architecture §4). */
export async function assertCounty(tx: Tx, unitId: string): Promise<void> {
  const county = await tx.maybe(`SELECT FROM unit WHERE id = $1 AND level = 'COUNTY' AND NOT closed`, [unitId]);
  if (county === undefined) throw new Refusal('UNIT_UNKNOWN', { unitId });
}
