import type { CaseAtHand } from '../../cases/act-on-case.ts';
import { urgeAgainAt } from '../../domain/conversation/urge.ts';
import type { Tx } from '../../persistence/tx.ts';
import { workingCalendar } from '../../policies/working-calendar.ts';
import { conversationRules } from '../rules.ts';

/** When this person may urge in this case again; null when they never did, or when nobody can say. */
export async function urgeAgain(
  sql: Tx,
  { head, actor }: Pick<CaseAtHand, 'head' | 'actor'>,
  at: Date,
): Promise<Date | null> {
  const last = await sql.maybe<{ at: Date }>(
    'SELECT created_at AS at FROM urge WHERE case_id = $1 AND account_id = $2 ORDER BY id DESC LIMIT 1',
    [head.id, actor.id],
  );
  if (last === undefined) return null;
  const [calendar, { urges }] = await Promise.all([
    workingCalendar(sql, head.unitPath, at),
    conversationRules(sql, head.process, at),
  ]);
  return urgeAgainAt(calendar, last.at, urges.every);
}
