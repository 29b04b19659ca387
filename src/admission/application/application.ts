import type { ApplicationForm } from '../../domain/admission/application-form.ts';
import type { GivenProof } from '../../domain/admission/check-proofs.ts';
import type { Verdict } from '../../domain/admission/item-rules.ts';
import type { RiskGrade } from '../../domain/admission/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';

/** An application as its tables hold it. Dates of proofs are `YYYY-MM-DD`. */
export interface Application {
  readonly caseId: string;
  readonly number: string;
  readonly generation: number;
  readonly state: string;
  readonly closing: string | null;
  readonly closedAt: Date | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly startedBy: string;
  readonly unitId: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly companyId: string;
  readonly companyName: string;
  readonly channelType: string;
  readonly siteName: string;
  readonly siteAddress: string;
  readonly form: ApplicationForm;
  readonly declaredBy: string | null;
  readonly declaredAt: Date | null;
  readonly reapplyFrom: Date | null;
  readonly riskGrade: RiskGrade | null;
  readonly version: number;
  readonly checklistVersionId: string | null;
  readonly processVersionId: string | null;
  readonly decisionVersionId: string | null;
  readonly routeVersionId: string | null;
  readonly items: readonly ApplicationItem[];
}

export interface ApplicationItem extends Omit<GivenProof, 'files'> {
  readonly revision: number;
  readonly verdict: Verdict;
  readonly verdictRevision: number | null;
  readonly remark: string | null;
  readonly verifiedBy: string | null;
  /** ISO text as PostgreSQL writes it into JSON. */
  readonly verifiedAt: string | null;
  /** Not removed, in the order they were added. */
  readonly files: readonly ItemFile[];
}

interface ItemFile {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly sha256: string;
}

const READ = `SELECT c.id AS "caseId", c.number, c.generation, c.state, c.closing, c.closed_at AS "closedAt", c.created_at AS "createdAt",
    c.submitted_at AS "submittedAt", c.started_by AS "startedBy", c.unit_id AS "unitId", c.title_zh AS "titleZh", c.title_en AS "titleEn",
    c.risk_grade AS "riskGrade", c.checklist_version_id AS "checklistVersionId", c.process_version_id AS "processVersionId",
    c.decision_version_id AS "decisionVersionId", c.route_version_id AS "routeVersionId",
    a.company_id AS "companyId", o.name AS "companyName", a.channel_type AS "channelType", a.site_name AS "siteName",
    a.site_address AS "siteAddress", a.form, a.declared_by AS "declaredBy", a.declared_at AS "declaredAt", a.reapply_from AS "reapplyFrom",
    a.version,
    coalesce((SELECT jsonb_agg(jsonb_build_object('code', i.code, 'number', i.number, 'validFrom', i.valid_from, 'validTo', i.valid_to,
        'permanent', i.permanent, 'revision', i.revision, 'verdict', i.verdict, 'verdictRevision', i.verdict_revision, 'remark', i.remark,
        'verifiedBy', i.verified_by, 'verifiedAt', i.verified_at, 'files', coalesce((
          SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mime', f.mime, 'size', f.size, 'sha256', f.sha256)
            ORDER BY l.position, l.added_at, f.id)
          FROM item_file l JOIN stored_file f ON f.id = l.file_id
          WHERE l.case_id = i.case_id AND l.code = i.code AND l.removed_at IS NULL), '[]')) ORDER BY i.code)
      FROM application_item i WHERE i.case_id = c.id), '[]') AS items
  FROM application a JOIN "case" c ON c.id = a.case_id JOIN company o ON o.id = a.company_id WHERE a.case_id = $1`;

/** @throws Refusal NOT_FOUND */
export async function readApplication(sql: Tx, caseId: string): Promise<Application> {
  const row = await sql.maybe<Application>(READ, [caseId]);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  return row;
}

export function givenProofs(items: readonly ApplicationItem[]): GivenProof[] {
  return items.map(({ files, ...item }) => ({ ...item, files: files.length }));
}

/** @throws Refusal CASE_CLOSED, CASE_CLOSING: nothing about an ended application changes any more. */
export function assertLive({ state, closing, closedAt }: Pick<Application, 'state' | 'closing' | 'closedAt'>): void {
  if (closedAt !== null) throw new Refusal('CASE_CLOSED', { state });
  if (closing !== null) throw new Refusal('CASE_CLOSING', { by: closing });
}
