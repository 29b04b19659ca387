import { Refusal } from '../../../domain/refusal.ts';
import { isOwedByCompany } from '../../../domain/routes/approvers/rules-for.ts';
import type { StageRule } from '../../../domain/routes/route.ts';
import type { Tx } from '../../../persistence/tx.ts';
import type { CaseSnapshot } from '../../snapshot.ts';
import { applicantAccounts } from '../applicant-accounts.ts';
import type { StageApprovers } from './stage-approvers.ts';
import { headBeside, inPerson, type CandidateScope } from './resolve-approvers.ts';

/**
 * What the stage says for when nobody is left. What an outsider owes is never taken over: it waits for the company, whose owners are told that
 * somebody has to be named. Without a superior the administrators take it.
 * @throws Refusal NOBODY_LEFT
 */
export async function nobodyFound(
  tx: Tx,
  snapshot: CaseSnapshot,
  found: StageApprovers,
  rule: StageRule,
  bySystem: boolean,
): Promise<StageApprovers> {
  if (rule.onNobody === 'REFUSE' && !bySystem) throw new Refusal('NOBODY_LEFT', { stage: rule.key });
  if (isOwedByCompany(rule.approvers)) {
    return { ...found, holders: await applicantAccounts(tx, snapshot), standIn: 'APPLICANT' };
  }
  switch (rule.onNobody) {
    case 'PASS':
      return { ...found, automatic: { outcome: 'APPROVE', reasonCode: 'NOBODY_PASS' }, standIn: 'PASS' };
    case 'REJECT':
      return { ...found, automatic: { outcome: 'REJECT', reasonCode: 'NOBODY_REJECT' }, standIn: 'REJECT' };
    case 'SUPERIOR':
      return superiorInstead(found) ?? (await administrators(tx, snapshot, found));
    case 'ADMINISTRATOR':
    case 'REFUSE':
      return administrators(tx, snapshot, found);
  }
}

/** The head of the nearest of the case's units whom nothing excludes. */
function superiorInstead(found: StageApprovers): StageApprovers | undefined {
  const barred = found.exclusions.map(({ accountId }) => accountId);
  const head = headBeside(found.heads, barred);
  if (head === null) return undefined;
  return {
    ...found,
    scopes: [...found.scopes, inPerson(head)],
    places: [{ accountId: head, weight: 1, skipped: false }],
    holders: [head],
    supervisorId: headBeside(found.heads, [head, ...barred]),
    standIn: 'SUPERIOR',
  };
}

/** The province's administrators take the task, and are told of it, until somebody else can. */
export async function administrators(tx: Tx, snapshot: CaseSnapshot, found: StageApprovers): Promise<StageApprovers> {
  const scopeId = snapshot.unitPath[0] ?? snapshot.unitId;
  const administrator: CandidateScope = { kind: 'ROLE', role: 'ADMINISTRATOR', scopeId, accountId: null };
  const rows = await tx.rows<{ id: string }>(
    `SELECT DISTINCT a.id FROM role_assignment r JOIN account a ON a.id = r.account_id AND a.state = 'ACTIVE'
     WHERE r.role = 'ADMINISTRATOR' AND r.unit_id = $1 AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())`,
    [scopeId],
  );
  const barred = new Set(found.exclusions.map(({ accountId }) => accountId));
  const holders = rows.map(({ id }) => id).filter((id) => !barred.has(id));
  return { ...found, holders, scopes: [...found.scopes, administrator], standIn: 'ADMINISTRATOR' };
}
