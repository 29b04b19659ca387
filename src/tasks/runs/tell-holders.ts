import type { Act } from '../../acts/act.ts';
import { offerByLink } from '../../decision-links/offer.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import { caseParams } from '../case-params.ts';
import { withSubstitutes, type Substitutions } from '../people/stand-ins/substitutes.ts';
import type { CaseSnapshot } from '../snapshot.ts';

/** Those who may take a new task, by themselves or for somebody else, hear of it; a company that has to sign hears which contract. */
export async function tellHolders(
  act: Act,
  snapshot: CaseSnapshot,
  rule: StageRule,
  task: {
    readonly taskId: string;
    readonly dueAt: Date | null;
    readonly holders: readonly string[];
    /** What brought it to them, when not its opening. */
    readonly ref?: string;
    /** Of the holders, where they have been read already. */
    readonly substitutions?: Substitutions;
    /** Who added them as a signer. */
    readonly askedBy?: string | undefined;
  },
): Promise<void> {
  const params = {
    ...caseParams(snapshot),
    taskId: task.taskId,
    stageTitleZh: rule.title.zh,
    stageTitleEn: rule.title.en,
    dueAt: task.dueAt?.toISOString() ?? null,
  };
  const common = {
    process: snapshot.process,
    accountIds: await withSubstitutes(
      act.tx,
      { taskId: task.taskId, facts: snapshot },
      task.holders,
      task.substitutions,
    ),
    ref: task.ref ?? `task:${task.taskId}`,
    caseId: snapshot.id,
  };
  if (rule.form === 'SIGNATURE' && rule.approvers.some((approver) => approver.kind === 'COMPANY')) {
    const contract = await act.tx.maybe<{ number: string }>(
      `SELECT number FROM contract WHERE case_id = $1 AND state <> 'VOID'`,
      [snapshot.id],
    );
    act.tell({
      ...common,
      event: 'CONTRACT_TO_SIGN',
      group: 'APPLICANT',
      params: { ...params, contractNumber: contract?.number ?? '' },
    });
    return;
  }
  if (task.askedBy !== undefined) {
    act.tell({ ...common, event: 'SIGNER_ADDED', group: 'CANDIDATES', params: { ...params, byName: task.askedBy } });
    return;
  }
  if (rule.byLink) await offerByLink(act, task, common.accountIds);
  act.tell({ ...common, event: 'TASK_OPENED', group: 'CANDIDATES', params });
}
