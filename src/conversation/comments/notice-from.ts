import type { Act } from '../../acts/act.ts';
import type { CaseAtHand } from '../../cases/act-on-case.ts';
import type { Addressee } from '../../domain/conversation/addressee.ts';
import type { Party } from '../../domain/messages/events.ts';
import { caseParams } from '../../tasks/case-params.ts';

type Spoken = 'COMMENT_FOR_YOU' | 'COMMENT_ADDED' | 'QUESTION_ASKED' | 'QUESTION_ANSWERED';

/**
 * A notice that somebody said something. The words themselves are not in it: they can be taken back, a mail cannot. Who of the office it was
 * stays inside the office, as in the timeline.
 */
export async function noticeFrom(
  act: Act,
  { head, side, actor }: CaseAtHand,
  { event, group, people }: { readonly event: Spoken; readonly group: Party; readonly people: readonly Addressee[] },
): Promise<void> {
  if (people.length === 0) return;
  const { name } = await act.tx.one<{ name: string }>('SELECT name FROM account WHERE id = $1', [actor.id]);
  const tell = (readers: readonly Addressee[], byName: string | null) => {
    if (readers.length === 0) return;
    act.tell({
      process: head.process,
      event,
      group,
      accountIds: readers.map(({ id }) => id),
      ref: `comment:${act.id}`,
      caseId: head.id,
      params: { ...caseParams(head), byName },
    });
  };
  tell(
    people.filter(({ isOfCompany }) => !isOfCompany),
    name,
  );
  tell(
    people.filter(({ isOfCompany }) => isOfCompany),
    side === 'OFFICE' ? null : name,
  );
}
