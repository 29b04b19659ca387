import type { Act } from '../../acts/act.ts';
import { activateChannel, refuseFacts, settlePartnerState } from '../../admission/outcome.ts';
import { effectContract, voidContract } from '../../contracts/end.ts';
import { applicantAccounts } from '../../tasks/people/applicant-accounts.ts';
import { caseParams } from '../../tasks/case-params.ts';
import type { CaseSnapshot } from '../../tasks/snapshot.ts';
import type { Ending } from './ending.ts';

type End = 'ACTIVE' | 'REJECTED' | 'WITHDRAWN' | 'EXPIRED' | 'CANCELED';

/** How an admission ends; until ACTIVE is committed an interrupt wins, afterwards it is refused. */
export const admissionEnding: Ending = {
  async finish(act, snapshot, outcome) {
    const end = endOf(outcome);
    return { state: end, outcome: end, told: await finish(act, snapshot, end) };
  },
};

async function finish(act: Act, snapshot: CaseSnapshot, end: End): Promise<Record<string, string>> {
  const common = {
    process: snapshot.process,
    group: 'APPLICANT' as const,
    accountIds: await applicantAccounts(act.tx, snapshot),
    ref: `case:${snapshot.id}:${snapshot.generation}`,
    caseId: snapshot.id,
  };
  if (end === 'ACTIVE') {
    const { channelId, code } = await activateChannel(act, snapshot.id);
    await effectContract(act, snapshot.id, channelId);
    act.tell({ ...common, event: 'CHANNEL_ACTIVE', params: { ...caseParams(snapshot), channelCode: code } });
    const managers = await act.tx.rows<{ id: string }>(
      `SELECT DISTINCT account_id AS id FROM role_assignment WHERE role = 'CHANNEL_MANAGER' AND unit_id = $1
         AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())`,
      [snapshot.unitId],
    );
    act.tell({
      ...common,
      event: 'CHANNEL_ACTIVE',
      group: 'CHANNEL_MANAGER',
      accountIds: managers.map(({ id }) => id),
      params: { ...caseParams(snapshot), channelCode: code },
    });
    return { channelId };
  }
  await voidContract(act, snapshot.id);
  if (snapshot.companyId !== null) await settlePartnerState(act.tx, snapshot.companyId);
  switch (end) {
    case 'REJECTED': {
      const ground = await groundOf(act, snapshot);
      const facts = await refuseFacts(act, snapshot.id, ground);
      act.tell({ ...common, event: 'APPLICATION_REJECTED', params: { ...caseParams(snapshot), ...facts } });
      return { reasonCode: ground.reasonCode };
    }
    case 'EXPIRED':
      act.tell({ ...common, event: 'APPLICATION_EXPIRED', params: { ...caseParams(snapshot), reapplyFrom: null } });
      return {};
    case 'WITHDRAWN':
      act.tell({ ...common, event: 'APPLICATION_WITHDRAWN', params: caseParams(snapshot) });
      return {};
    case 'CANCELED':
      act.tell({
        ...common,
        event: 'CASE_CANCELED',
        params: { ...caseParams(snapshot), reason: await cancelReason(act, snapshot) },
      });
      return {};
  }
}

/** What the administrator wrote who canceled it. */
async function cancelReason({ tx }: Act, { id, generation }: CaseSnapshot): Promise<string | null> {
  const row = await tx.maybe<{ reason: string }>(
    `SELECT reason FROM case_operation WHERE case_id = $1 AND generation = $2 AND kind = 'CANCEL'`,
    [id, generation],
  );
  return row?.reason ?? null;
}

/** Who refused and why, since the case began or was woken: the decision that did, or the screening. */
async function groundOf(
  act: Act,
  { id: caseId, generation }: CaseSnapshot,
): Promise<{ reasonCode: string; reason: string | null }> {
  const decision = await act.tx.maybe<{ reasonCode: string | null; reason: string | null }>(
    `SELECT d.reason_code AS "reasonCode", d.reason FROM decision d JOIN stage s ON s.id = d.stage_id
       JOIN phase p ON p.case_id = d.case_id AND p.seq = s.phase_seq AND p.generation = $2
     WHERE d.case_id = $1 AND d.outcome = 'REJECT' AND d.taken_back_at IS NULL ORDER BY d.created_at DESC, d.id DESC LIMIT 1`,
    [caseId, generation],
  );
  if (decision !== undefined) return { reasonCode: decision.reasonCode ?? 'OTHER', reason: decision.reason };
  const screened = await act.tx.maybe<{ reasonCode: string | null }>(
    `SELECT reason_code AS "reasonCode" FROM audit_entry WHERE chain = 'case:' || $1 AND action = 'SCREENED' ORDER BY seq DESC LIMIT 1`,
    [caseId],
  );
  return { reasonCode: screened?.reasonCode ?? 'OTHER', reason: null };
}

function endOf(outcome: string): End {
  switch (outcome) {
    case 'ACTIVE':
    case 'REJECTED':
    case 'WITHDRAWN':
    case 'EXPIRED':
    case 'CANCELED':
      return outcome;
    default:
      throw new Error(`An admission cannot end ${outcome}`);
  }
}
