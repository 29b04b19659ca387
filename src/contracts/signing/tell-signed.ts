import type { Act } from '../../acts/act.ts';
import { caseParams } from '../../tasks/case-params.ts';
import type { CaseSnapshot } from '../../tasks/snapshot.ts';
import { applicantAccounts } from '../../tasks/people/applicant-accounts.ts';
import type { Contract } from '../contract.ts';
import { CONTRACT_DRAFT, SIGNATURE } from '../forms.ts';

/** Both sides have signed: the company and the officers who drafted and sealed hear of it. */
export async function tellSigned(act: Act, snapshot: CaseSnapshot, { id, number }: Contract): Promise<void> {
  const officers = await act.tx.rows<{ id: string }>(
    `SELECT DISTINCT d.account_id AS id FROM decision d JOIN task t ON t.id = d.task_id
     JOIN account a ON a.id = d.account_id AND a.kind = 'STAFF'
     WHERE d.case_id = $1 AND t.form IN ($2, $3) AND d.taken_back_at IS NULL`,
    [snapshot.id, CONTRACT_DRAFT, SIGNATURE],
  );
  const notice = {
    process: snapshot.process,
    event: 'CONTRACT_SIGNED',
    ref: `contract:${id}`,
    caseId: snapshot.id,
    params: { ...caseParams(snapshot), contractNumber: number },
  } as const;
  act.tell({ ...notice, group: 'APPLICANT', accountIds: await applicantAccounts(act.tx, snapshot) });
  act.tell({ ...notice, group: 'DECIDERS', accountIds: officers.map((officer) => officer.id) });
}
