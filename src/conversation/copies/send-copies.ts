import type { Act } from '../../acts/act.ts';
import type { CaseAtHand } from '../../cases/act-on-case.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { assertAddressees } from '../addressees.ts';
import { recordCopies } from './record-copies.ts';

export interface CopyInput {
  /** Accounts of staff. */
  readonly to: readonly string[];
  readonly note?: string | undefined;
}

/**
 * Lets colleagues read a case (抄送), a finished one too. It is theirs to read, not to decide.
 * @throws Refusal NOT_ALLOWED for the applicant's people, WRONG_STATE for a draft, PERSON_NOT_POSSIBLE
 */
export async function sendCopies(act: Act, atHand: CaseAtHand, { to, note }: CopyInput): Promise<Facts> {
  const { head, side, actor } = atHand;
  if (side !== 'OFFICE') throw new Refusal('NOT_ALLOWED');
  if (head.state === 'DRAFT') throw new Refusal('WRONG_STATE', { state: head.state });
  const people = await assertAddressees(act.tx, atHand, to, 'OFFICE');
  const from = await act.tx.one<{ id: string; name: string }>('SELECT id, name FROM account WHERE id = $1', [actor.id]);
  const ids = people.map(({ id }) => id);
  const made = await recordCopies(act, head, { to: ids, from, note: note ?? null, stage: null, ref: `copy:${act.id}` });
  act.audit({
    action: 'CASE_COPIED',
    caseId: head.id,
    subject: `case:${head.id}`,
    after: { to: made.map(({ accountId }) => accountId), audience: 'OFFICE' },
  });
  const copied = new Set(made.map(({ accountId }) => accountId));
  return { caseId: head.id, copyIds: made.map(({ id }) => id), unreadBefore: ids.filter((id) => !copied.has(id)) };
}
