import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { businessDate } from '../../domain/admission/business-date.ts';
import { checkSaving } from '../../domain/forms/check-form.ts';
import { filledIn, type SentValues } from '../../domain/forms/values.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { REQUEST, type RequestKindBody } from '../../domain/requests/kind.ts';
import { unitOfAccount } from '../../organisation/unit-of-account.ts';
import type { Tx } from '../../persistence/tx.ts';
import { assertSound } from '../form/assert-sound.ts';
import { referenceFaults } from '../form/references.ts';
import { currentKind } from '../kinds.ts';
import { assertMayAsk } from './asker.ts';
import { assertOnlyOne, takeTurn } from './only-one.ts';
import { assertSubject, type NamedSubject } from './subject.ts';

export interface RequestStart extends NamedSubject {
  readonly kind: string;
  /** For which company; null: as one of the staff. */
  readonly companyId: string | null;
  /** A county, for a company that belongs to none yet. */
  readonly unitId: string | null;
  readonly values: SentValues;
}

/**
 * Begins a draft of any kind: the case and its form.
 * @throws Refusal KIND_NOT_OPEN, NOT_FOUND, NOT_ALLOWED, SUBJECT_NOT_POSSIBLE, FILING_PERIOD_OVER, OPEN_REQUEST_EXISTS, UNIT_UNKNOWN, FORM_FAULTY
 */
export async function startRequest(act: Act, actor: Actor, start: RequestStart): Promise<Facts> {
  const { tx, now } = act;
  const { body: kind } = await currentKind(tx, start.kind, now);
  await assertMayAsk(tx, actor, kind, start.companyId);
  const asked = { ...start, accountId: actor.id, caseId: null };
  await takeTurn(tx, kind, asked);
  const subject = await assertSubject(tx, kind, start, now);
  await assertOnlyOne(tx, kind, asked);
  const { fields } = kind.form;
  const { values, faults } = checkSaving(fields, {
    before: {},
    sent: filledIn(start.values),
    by: { kind: 'APPLICANT' },
  });
  assertSound(fields, faults);
  const unitId = subject.unitId ?? (await unitOf(tx, start, actor.id));
  assertSound(fields, await referenceFaults(tx, actor, fields, values, { ...asked, unitId }));
  const about = await nameOf(tx, start, actor.id);
  const { id: caseId, number } = await tx.one<{ id: string; number: string }>(
    `WITH opened AS (
       INSERT INTO "case" (number, process, kind, state, company_id, unit_id, started_by, title_zh, title_en, created_at)
       VALUES ($1 || '-' || $2 || '-' || lpad(nextval('case_number_seq')::text, 6, '0'), '${REQUEST}', $3, 'DRAFT', $4, $5, $6, $7, $8, $9)
       RETURNING id, number),
     took_part AS (
       INSERT INTO case_participant (case_id, account_id, kind, since) SELECT id, $6, 'STARTER', $9 FROM opened),
     filled AS (
       INSERT INTO request_form (case_id, "values", subject_case_id, subject_company_id, keeps_apart) SELECT id, $10, $11, $12, $13 FROM opened)
     SELECT id, number FROM opened`,
    [
      kind.numberPrefix,
      businessDate(now).slice(0, 4),
      kind.code,
      start.companyId,
      unitId,
      actor.id,
      `${kind.title.zh} · ${about}`,
      `${kind.title.en} · ${about}`,
      now,
      JSON.stringify(values),
      start.subjectCaseId,
      start.subjectCompanyId,
      keepsApart(kind),
    ],
  );
  act.audit({
    action: 'REQUEST_STARTED',
    caseId,
    subject: start.subjectCaseId === null ? `case:${caseId}` : `case:${start.subjectCaseId}`,
    after: { number, kind: kind.code, companyId: start.companyId, unitId },
  });
  return { caseId, number, version: 1 };
}

export function keepsApart({ subject }: Pick<RequestKindBody, 'subject'>): boolean {
  return subject.kind === 'CASE' && subject.keepApart;
}

/** Staff ask where they work; a company where it belongs to, or where it last applied, or in the county it names. */
async function unitOf(tx: Tx, { companyId, unitId }: RequestStart, accountId: string): Promise<string> {
  if (companyId === null) return unitOfAccount(tx, accountId);
  const { own } = await tx.one<{ own: string | null }>(
    `SELECT coalesce((SELECT unit_id FROM company WHERE id = $1),
       (SELECT unit_id FROM "case" WHERE company_id = $1 AND submitted_at IS NOT NULL ORDER BY id DESC LIMIT 1)) AS own`,
    [companyId],
  );
  const wanted = own ?? unitId;
  const county = await tx.maybe('SELECT FROM unit WHERE id = $1 AND NOT closed', [wanted]);
  if (wanted === null || county === undefined) throw new Refusal('UNIT_UNKNOWN', { unitId: wanted });
  return wanted;
}

/** In the case's title: the company it is about, or whoever asks. */
async function nameOf(tx: Tx, start: RequestStart, accountId: string): Promise<string> {
  const { name } = await tx.one<{ name: string }>(
    `SELECT coalesce((SELECT name FROM company WHERE id = $1), (SELECT name FROM account WHERE id = $2)) AS name`,
    [start.subjectCompanyId ?? start.companyId, accountId],
  );
  return name;
}
