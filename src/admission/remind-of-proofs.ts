import type { Pool } from 'pg';
import { businessDate } from '../domain/admission/business-date.ts';
import { proofReminder } from '../domain/registry/proof-reminder.ts';
import { enqueueNotices, type Notice } from '../messages/enqueue.ts';
import { inTransaction, type Tx } from '../persistence/tx.ts';
import { currentPolicy, findPolicy } from '../policies/current.ts';
import { ADMISSION } from './application/pin-policies.ts';

/** Proofs looked at in one transaction. */
const PAGE = 200;

interface EndingProof {
  readonly caseId: string;
  readonly number: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly channelType: string;
  readonly code: string;
  readonly lastDay: string;
  readonly managerId: string | null;
  readonly managers: readonly string[];
  readonly applicants: readonly string[];
}

/** Proofs on record for channels that are not closed, and which end from $1 on and before $2; keyset behind ($3, $4). */
const ENDING = `SELECT i.case_id AS "caseId", c.number, c.title_zh AS "titleZh", c.title_en AS "titleEn", h.type_code AS "channelType", i.code,
    i.valid_to::text AS "lastDay", h.manager_id AS "managerId",
    ARRAY(SELECT DISTINCT r.account_id FROM role_assignment r WHERE r.role = 'CHANNEL_MANAGER' AND r.unit_id = h.unit_id
      AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())) AS managers,
    ARRAY(SELECT DISTINCT m.account_id FROM company_member m WHERE m.company_id = c.company_id AND m.role IN ('OWNER', 'OPERATOR')
      AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())) AS applicants
  FROM application_item i JOIN "case" c ON c.id = i.case_id AND c.state = 'ACTIVE' JOIN channel h ON h.case_id = c.id AND h.state <> 'CLOSED'
  WHERE NOT i.permanent AND i.valid_to BETWEEN $1::date AND $2::date AND (i.case_id, i.code) > ($3::uuid, $4) ORDER BY i.case_id, i.code LIMIT $5`;

/**
 * Once a day: company and channel manager hear of every proof that ends before long (ADM-27), once for each of the days that the rules name. Run
 * again it tells nobody twice. Gives how many proofs there were.
 */
export async function remindOfProofs(pool: Pool, now = new Date()): Promise<{ proofs: number }> {
  const today = businessDate(now);
  let proofs = 0;
  let last: Pick<EndingProof, 'caseId' | 'code'> | undefined = { caseId: FIRST, code: '' };
  while (last !== undefined) {
    const behind: Pick<EndingProof, 'caseId' | 'code'> = last;
    const page = await inTransaction(pool, (tx) => remindPage(tx, today, now, behind));
    proofs += page.length;
    last = page.length === PAGE ? page.at(-1) : undefined;
  }
  return { proofs };
}

const FIRST = '00000000-0000-0000-0000-000000000000';

async function remindPage(
  tx: Tx,
  today: string,
  now: Date,
  behind: Pick<EndingProof, 'caseId' | 'code'>,
): Promise<EndingProof[]> {
  const { remindDaysBefore } = (await currentPolicy(tx, 'PROCESS_POLICY', 'REQUEST', now)).body.proofs;
  const until = businessDate(new Date(now.getTime() + Math.max(...remindDaysBefore) * 86_400_000));
  const page = await tx.rows<{ [Name in keyof EndingProof]: EndingProof[Name] }>(ENDING, [
    today,
    until,
    behind.caseId,
    behind.code,
    PAGE,
  ]);
  const notices: Notice[] = [];
  for (const proof of page) {
    const days = proofReminder(today, proof.lastDay, remindDaysBefore);
    if (days !== undefined) notices.push(...(await noticesOf(tx, proof, days, now)));
  }
  enqueueNotices(tx, notices, now);
  return page;
}

async function noticesOf(tx: Tx, proof: EndingProof, days: number, now: Date): Promise<Notice[]> {
  const checklist = await findPolicy(tx, 'CHECKLIST', proof.channelType, now);
  const title = checklist?.body.items.find(({ code }) => code === proof.code)?.title;
  const common = {
    process: ADMISSION,
    event: 'PROOF_EXPIRING' as const,
    ref: `proof:${proof.caseId}:${proof.code}:${proof.lastDay}:${days}`,
    caseId: proof.caseId,
    params: {
      caseId: proof.caseId,
      caseNumber: proof.number,
      titleZh: proof.titleZh,
      titleEn: proof.titleEn,
      proofTitleZh: title?.zh ?? proof.code,
      proofTitleEn: title?.en ?? proof.code,
      lastDay: proof.lastDay,
    },
  };
  const managers = proof.managerId === null ? proof.managers : [proof.managerId];
  return [
    { ...common, group: 'APPLICANT', accountIds: proof.applicants },
    { ...common, group: 'CHANNEL_MANAGER', accountIds: managers },
  ];
}
