import type { Pool } from 'pg';
import { businessDate } from '../domain/admission/business-date.ts';
import { proofReminder } from '../domain/registry/proof-reminder.ts';
import { enqueueNotices, type Notice } from '../messages/enqueue.ts';
import { inTransaction, type Tx } from '../persistence/tx.ts';
import { currentPolicy } from '../policies/current.ts';
import { ADMISSION } from './application/pin-policies.ts';

/** Proofs looked at in one transaction. */
const PAGE = 200;

interface EndingProof {
  readonly caseId: string;
  readonly number: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly code: string;
  readonly lastDay: string;
  readonly proofTitleZh: string;
  readonly proofTitleEn: string;
  readonly managers: readonly string[];
  readonly applicants: readonly string[];
}

/**
 * Proofs on record for channels that are not closed, and which end from $1 on and before $2, keyset behind ($3, $4), with what the checklists in
 * force at $6 call them. The channel's own manager hears of it; where there is none at work the channel managers of its unit, and without those the
 * head of the nearest unit upwards.
 */
const ENDING = `WITH checklist AS (
    SELECT DISTINCT ON (key) key, body FROM policy_version WHERE kind = 'CHECKLIST' AND state = 'PUBLISHED' AND valid_from <= $6 ORDER BY key, version DESC),
  title AS (SELECT c.key AS type, e.item ->> 'code' AS code, e.item -> 'title' ->> 'zh' AS zh, e.item -> 'title' ->> 'en' AS en
    FROM checklist c CROSS JOIN LATERAL jsonb_array_elements(c.body -> 'items') AS e(item))
  SELECT i.case_id AS "caseId", c.number, c.title_zh AS "titleZh", c.title_en AS "titleEn", i.code, i.valid_to::text AS "lastDay",
    coalesce(t.zh, i.code) AS "proofTitleZh", coalesce(t.en, i.code) AS "proofTitleEn",
    coalesce(
      (SELECT ARRAY[a.id] FROM account a WHERE a.id = h.manager_id AND a.state = 'ACTIVE'),
      (SELECT array_agg(DISTINCT a.id) FROM role_assignment r JOIN account a ON a.id = r.account_id AND a.state = 'ACTIVE'
        WHERE r.role = 'CHANNEL_MANAGER' AND r.unit_id = h.unit_id AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())),
      (SELECT ARRAY[a.id] FROM unit own JOIN unit u ON u.id = ANY (own.path) JOIN account a ON a.id = u.head_id AND a.state = 'ACTIVE'
        WHERE own.id = h.unit_id ORDER BY cardinality(u.path) DESC LIMIT 1), '{}') AS managers,
    ARRAY(SELECT DISTINCT a.id FROM company_member m JOIN account a ON a.id = m.account_id AND a.state = 'ACTIVE'
      WHERE m.company_id = c.company_id AND m.role IN ('OWNER', 'OPERATOR')
        AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())) AS applicants
  FROM application_item i JOIN "case" c ON c.id = i.case_id AND c.state = 'ACTIVE' JOIN channel h ON h.case_id = c.id AND h.state <> 'CLOSED'
    LEFT JOIN title t ON t.type = h.type_code AND t.code = i.code
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
    now,
  ]);
  const notices = page.flatMap((proof) => {
    const days = proofReminder(today, proof.lastDay, remindDaysBefore);
    return days === undefined ? [] : noticesOf(proof, days);
  });
  enqueueNotices(tx, notices, now);
  return page;
}

function noticesOf(proof: EndingProof, days: number): Notice[] {
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
      proofTitleZh: proof.proofTitleZh,
      proofTitleEn: proof.proofTitleEn,
      lastDay: proof.lastDay,
    },
  };
  return [
    { ...common, group: 'APPLICANT', accountIds: proof.applicants },
    { ...common, group: 'CHANNEL_MANAGER', accountIds: proof.managers },
  ];
}
