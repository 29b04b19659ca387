import { Refusal } from '../../domain/refusal.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { CaseSnapshot } from '../snapshot.ts';
import { applicantAccounts } from './applicant-accounts.ts';
import type { Approvers, CandidateScope } from './approvers.ts';

/**
 * The province's administrators take the task, and are told of it, until somebody else can. What an outsider owes is never taken over:
 * it waits for the company, whose owners are told that somebody has to be named.
 */
export async function nobodyFound(
  tx: Tx,
  snapshot: CaseSnapshot,
  found: Approvers,
  rule: StageRule,
  bySystem: boolean,
): Promise<Approvers> {
  if (rule.onNobody === 'REFUSE' && !bySystem) throw new Refusal('NOBODY_LEFT', { stage: rule.key });
  if (rule.approvers.every(({ kind }) => kind === 'COMPANY')) {
    return { ...found, holders: await applicantAccounts(tx, snapshot) };
  }
  const scopeId = snapshot.unitPath[0] ?? snapshot.unitId;
  const administrator: CandidateScope = { kind: 'ROLE', role: 'ADMINISTRATOR', scopeId, accountId: null };
  const administrators = await tx.rows<{ id: string }>(
    `SELECT DISTINCT a.id FROM role_assignment r JOIN account a ON a.id = r.account_id AND a.state = 'ACTIVE'
     WHERE r.role = 'ADMINISTRATOR' AND r.unit_id = $1 AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())`,
    [scopeId],
  );
  const barred = new Set(found.exclusions.map(({ accountId }) => accountId));
  const holders = administrators.map(({ id }) => id).filter((id) => !barred.has(id));
  return { ...found, holders, scopes: [...found.scopes, administrator] };
}
