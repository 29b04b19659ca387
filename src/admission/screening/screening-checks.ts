import type { Finding } from '../../domain/admission/conclude-screening.ts';
import {
  judgeCredit,
  judgeCreditCode,
  judgeDeposit,
  judgeHits,
  type CreditAnswer,
} from '../../domain/admission/findings.ts';
import type { AdmissionPolicyBody } from '../../domain/admission/policy.ts';
import { normaliseSite } from '../../domain/admission/site.ts';
import { companyNameKey } from '../../domain/identity/searchable-name.ts';
import type { Facts } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';
import { policyById } from '../../policies/current.ts';
import type { Application } from '../application/application.ts';
import { findHits, type ListedSubject } from '../../blacklist/find-hits.ts';
import { openApplications } from './duplicates.ts';
import { ADMISSION } from '../application/pin-policies.ts';

type ScreeningRules = AdmissionPolicyBody['screening'];

/** One check as found, with what a person who decides needs to look it up: ids, grades, dates; no names. */
export interface CheckLine extends Finding {
  readonly detail: Facts;
}

interface ScreenedCompany {
  readonly creditCode: string;
  readonly name: string;
  readonly legalRepName: string;
  readonly legalRepIdHash: string | null;
  readonly affiliates: readonly {
    readonly name: string;
    readonly creditCode: string | null;
    readonly personIdHash: string | null;
  }[];
}

/** Every check of one screening, under the rules the case was submitted with. */
export async function runChecks(tx: Tx, application: Application, answer: CreditAnswer): Promise<CheckLine[]> {
  const { processVersionId } = application;
  if (processVersionId === null) throw new Error(`Case ${application.caseId} was submitted without its rules`);
  const rules = (await policyById(tx, 'PROCESS_POLICY', processVersionId, ADMISSION)).body.screening;
  const company = await readCompany(tx, application.companyId);
  return [
    { check: 'CREDIT_CODE', ...judgeCreditCode(company.creditCode), detail: {} },
    await checkSameName(tx, application, company),
    await checkSameSite(tx, application),
    ...(await checkBlacklist(tx, company, rules)),
    { check: 'CREDIT_INQUIRY', ...judgeCredit(answer, rules), detail: { ...answer } },
    await checkDeposit(tx, application, rules),
  ];
}

async function readCompany(tx: Tx, companyId: string): Promise<ScreenedCompany> {
  return tx.one<ScreenedCompany>(
    `SELECT o.credit_code AS "creditCode", o.name, o.legal_rep_name AS "legalRepName", o.legal_rep_id_hash AS "legalRepIdHash",
       coalesce((SELECT jsonb_agg(jsonb_build_object('name', f.name, 'creditCode', f.credit_code, 'personIdHash', f.person_id_hash) ORDER BY f.id)
         FROM company_affiliate f WHERE f.company_id = o.id), '[]') AS affiliates
     FROM company o WHERE o.id = $1`,
    [companyId],
  );
}

/**
 * Another company on record under what reads as the same name may be the same business under a second code. Equal names have equal
 * pinyin, which is indexed.
 */
async function checkSameName(tx: Tx, { companyId }: Application, { name }: ScreenedCompany): Promise<CheckLine> {
  const candidates = await tx.rows<{ id: string; name: string }>(
    `SELECT other.id, other.name FROM company own JOIN company other
       ON other.id <> own.id AND (other.name_search = own.name_search OR (own.name_pinyin <> '' AND other.name_pinyin = own.name_pinyin))
     WHERE own.id = $1 ORDER BY other.id`,
    [companyId],
  );
  const key = companyNameKey(name);
  const same = candidates.filter((other) => companyNameKey(other.name) === key).map(({ id }) => id);
  return {
    check: 'DUPLICATE_COMPANY',
    result: same.length > 0 ? 'MANUAL' : 'PASS',
    risk: 'LOW',
    detail: { companyIds: same },
  };
}

/** A second open application for one site stops this one; a living channel there is for a person to judge. */
async function checkSameSite(tx: Tx, application: Application): Promise<CheckLine> {
  const open = await openApplications(tx, application);
  const site = normaliseSite(application.siteAddress);
  const channels = await tx.rows<{ id: string; address: string }>(
    `SELECT id, address FROM channel WHERE company_id = $1 AND type_code = $2 AND state <> 'CLOSED' AND case_id IS DISTINCT FROM $3::uuid`,
    [application.companyId, application.channelType, application.caseId],
  );
  const present = channels.filter(({ address }) => normaliseSite(address) === site).map(({ id }) => id);
  return {
    check: 'DUPLICATE_APPLICATION',
    result: open.length > 0 ? 'BLOCK' : present.length > 0 ? 'MANUAL' : 'PASS',
    risk: 'LOW',
    detail: { caseIds: open.map(({ caseId }) => caseId), channelIds: present },
  };
}

const BLACKLIST_CHECKS = ['BLACKLIST_COMPANY', 'BLACKLIST_LEGAL_REP', 'BLACKLIST_AFFILIATES'] as const;

interface Suspect {
  readonly check: (typeof BLACKLIST_CHECKS)[number];
  readonly subject: ListedSubject;
}

/** The company, its legal representative and everybody behind it (ADM-17). */
async function checkBlacklist(tx: Tx, company: ScreenedCompany, { risk }: ScreeningRules): Promise<CheckLine[]> {
  const suspects = suspectsOf(company);
  const hits = await findHits(
    tx,
    suspects.map(({ subject }) => subject),
  );
  return BLACKLIST_CHECKS.map((check) => {
    const own = hits.filter((hit) => suspects[hit.subject]?.check === check);
    const strengths = own.map(({ strength }) => strength);
    const judged = judgeHits(isUnknown(check, company) ? ['POSSIBLE'] : strengths, risk.affiliateHit);
    return { check, ...judged, detail: { hits: own.map(({ entryId, strength }) => ({ entryId, strength })) } };
  });
}

/** Who is not on record cannot be looked up: not found is for a person, never a pass. */
function isUnknown(check: Suspect['check'], { legalRepName, legalRepIdHash }: ScreenedCompany): boolean {
  return check === 'BLACKLIST_LEGAL_REP' && legalRepName.trim() === '' && legalRepIdHash === null;
}

function suspectsOf({ name, creditCode, legalRepName, legalRepIdHash, affiliates }: ScreenedCompany): Suspect[] {
  return [
    { check: 'BLACKLIST_COMPANY', subject: { kind: 'COMPANY', name, number: creditCode } },
    { check: 'BLACKLIST_LEGAL_REP', subject: { kind: 'PERSON', name: legalRepName, number: legalRepIdHash } },
    ...affiliates.map((affiliate): Suspect => {
      const kind = affiliate.creditCode === null ? 'PERSON' : 'COMPANY';
      const number = affiliate.creditCode ?? affiliate.personIdHash;
      return { check: 'BLACKLIST_AFFILIATES', subject: { kind, name: affiliate.name, number } };
    }),
  ];
}

async function checkDeposit(tx: Tx, application: Application, rules: ScreeningRules): Promise<CheckLine> {
  const { known } = await tx.one<{ known: boolean }>(
    'SELECT EXISTS (SELECT FROM channel WHERE company_id = $1) AS known',
    [application.companyId],
  );
  const waived = application.form.depositWaiver === true;
  return { check: 'DEPOSIT', ...judgeDeposit(waived, !known, rules), detail: { waived, firstTime: !known } };
}
