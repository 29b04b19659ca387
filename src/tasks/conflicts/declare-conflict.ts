import type { Act } from '../../acts/act.ts';
import type { ConflictRelation } from '../../domain/access/conflicts.ts';
import { Refusal } from '../../domain/refusal.ts';
import { barFromCase, lockConcerned, type ConflictSubject } from './bar-from-cases.ts';
import { recordConflict } from './record-conflict.ts';

export interface Declaration {
  /** Whose relation it is. */
  readonly accountId: string;
  readonly subject: ConflictSubject;
  readonly relation: ConflictRelation;
  /** In the declarer's words; kept with the declaration only. */
  readonly note: string | undefined;
}

/**
 * Somebody is related to a company or to what a case is about: they decide nothing of it from now on, and what they had goes to others at once
 * (product §1). For a case its lock is held.
 * @throws Refusal INVALID when it is nobody of the active staff, ALREADY_DECLARED
 */
export async function declareConflict(
  act: Act,
  { accountId, subject, relation, note }: Declaration,
): Promise<{ conflictId: string; cases: number }> {
  const { tx, now, id, actor } = act;
  const cases = await lockConcerned(tx, subject);
  if ('companyId' in subject) await act.watch(...cases);
  const person = await tx.maybe(`SELECT FROM account WHERE id = $1 AND kind = 'STAFF' AND state = 'ACTIVE'`, [
    accountId,
  ]);
  if (person === undefined) {
    throw new Refusal('INVALID', { issues: [{ path: 'accountId', code: 'CUSTOM', rule: 'ACTIVE_STAFF' }] });
  }
  const written = await tx.run(
    `INSERT INTO conflict_declaration (id, account_id, company_id, case_id, relation, note, declared_by, declared_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [id, accountId, idIn(subject, 'companyId'), idIn(subject, 'caseId'), relation, note ?? null, actor.id, now],
  );
  if (written === 0) throw new Refusal('ALREADY_DECLARED');
  await recordConflict(act, { id, accountId, subject, action: 'CONFLICT_DECLARED' });
  if (accountId !== actor.id) {
    act.tell({
      process: 'ACCOUNTS',
      event: 'CONFLICT_RECORDED',
      group: 'SELF',
      accountIds: [accountId],
      ref: `conflict:${id}`,
      params: {},
    });
  }
  for (const caseId of cases) await barFromCase(act, caseId, accountId);
  return { conflictId: id, cases: cases.length };
}

function idIn(subject: ConflictSubject, name: 'companyId' | 'caseId'): string | null {
  return Object.entries(subject).find(([key]) => key === name)?.[1] ?? null;
}
