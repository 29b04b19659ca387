import type { Tx } from '../../persistence/tx.ts';
import type { CaseSnapshot } from '../snapshot.ts';

/** Who speaks for the company: its owners and operators. Where staff ask for themselves, whoever did. */
export async function applicantAccounts(
  tx: Tx,
  { companyId, startedBy }: Pick<CaseSnapshot, 'companyId' | 'startedBy'>,
): Promise<string[]> {
  if (companyId === null) return [startedBy];
  const rows = await tx.rows<{ id: string }>(
    `SELECT DISTINCT account_id AS id FROM company_member WHERE company_id = $1 AND role IN ('OWNER', 'OPERATOR')
       AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())`,
    [companyId],
  );
  return rows.map(({ id }) => id);
}
