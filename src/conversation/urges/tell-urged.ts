import type { Act } from '../../acts/act.ts';
import type { CaseAtHand } from '../../cases/act-on-case.ts';
import type { Way } from '../../domain/messages/message-table.ts';
import { caseParams } from '../../tasks/case-params.ts';
import { taskHolders } from '../../tasks/people/people.ts';
import { readAddressees } from '../addressees.ts';
import type { OpenTask } from './open-tasks.ts';

/** Each of those who hold or could take one of the tasks; the applicant's people are not told who of the office it was. */
export async function tellUrged(
  act: Act,
  { head, side, actor }: CaseAtHand,
  {
    tasks,
    ways,
    note,
  }: { readonly tasks: readonly OpenTask[]; readonly ways: readonly Way[]; readonly note: string | null },
): Promise<void> {
  const { name } = await act.tx.one<{ name: string }>('SELECT name FROM account WHERE id = $1', [actor.id]);
  for (const task of tasks) {
    const holders = (await taskHolders(act.tx, task.id)).filter((id) => id !== actor.id);
    const people = await readAddressees(act.tx, holders, head.companyId);
    for (const isApplicants of [false, true]) {
      act.tell({
        process: head.process,
        event: 'TASK_URGED',
        group: isApplicants ? 'APPLICANT' : 'CANDIDATES',
        accountIds: people.filter(({ isOfCompany }) => isOfCompany === isApplicants).map(({ id }) => id),
        ref: `urge:${act.id}:${task.id}`,
        caseId: head.id,
        ways,
        params: {
          ...caseParams(head),
          taskId: task.id,
          stageTitleZh: task.titleZh,
          stageTitleEn: task.titleEn,
          dueAt: task.dueAt?.toISOString() ?? null,
          byName: isApplicants && side === 'OFFICE' ? null : name,
          note,
        },
      });
    }
  }
}
