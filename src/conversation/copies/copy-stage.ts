import type { Act } from '../../acts/act.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import { resolveApprovers } from '../../tasks/people/approvers/resolve-approvers.ts';
import type { CaseSnapshot } from '../../tasks/snapshot.ts';
import { recordCopies } from './record-copies.ts';

/**
 * What the route sends when a stage ends (抄送节点): to whom its rules name then, without those who just decided it and without anybody whose own
 * case it is. That nobody is found holds up nothing.
 */
export async function copyStage(act: Act, snapshot: CaseSnapshot, rule: StageRule, stageId: string): Promise<void> {
  const { people } = await resolveApprovers(act.tx, snapshot, { key: rule.key, excludes: [] }, rule.copyTo);
  const deciders = await act.tx.rows<{ id: string }>(
    'SELECT account_id AS id FROM decision WHERE stage_id = $1 AND account_id IS NOT NULL AND taken_back_at IS NULL',
    [stageId],
  );
  const to = people.map(({ accountId }) => accountId).filter((id) => !deciders.some((decider) => decider.id === id));
  if (to.length === 0) return;
  const stage = { id: stageId, key: rule.key };
  const made = await recordCopies(act, snapshot, { to, from: null, note: null, stage, ref: `copy:${stageId}` });
  if (made.length === 0) return;
  act.audit({
    action: 'STAGE_COPIED',
    caseId: snapshot.id,
    subject: `stage:${stageId}`,
    after: { stage: rule.key, to: made.map(({ accountId }) => accountId), audience: 'OFFICE' },
  });
}
