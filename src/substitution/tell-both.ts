import type { Act } from '../acts/act.ts';
import type { DatedSubstitution } from '../domain/substitution/cycle.ts';

/** Principal and substitute hear the same. */
export async function tellBoth(
  act: Act,
  event: 'SUBSTITUTION_MADE' | 'SUBSTITUTION_REVOKED',
  {
    id,
    principalId,
    substituteId,
    from,
    to,
  }: Pick<DatedSubstitution, 'id' | 'principalId' | 'substituteId' | 'from' | 'to'>,
): Promise<void> {
  const names = await act.tx.one<{ principalName: string; substituteName: string }>(
    `SELECT p.name AS "principalName", s.name AS "substituteName" FROM account p, account s WHERE p.id = $1 AND s.id = $2`,
    [principalId, substituteId],
  );
  act.tell({
    process: 'SUBSTITUTION',
    event,
    group: 'SELF',
    accountIds: [principalId, substituteId],
    ref: `substitution:${id}`,
    params: { ...names, substitutionId: id, fromAt: from.toISOString(), untilAt: to.toISOString() },
  });
}
