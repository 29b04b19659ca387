import type { Act } from '../../acts/act.ts';
import { unitOfAccount } from '../../organisation/unit-of-account.ts';
import type { ConflictSubject } from './bar-from-cases.ts';

interface Recorded {
  readonly id: string;
  readonly accountId: string;
  readonly subject: ConflictSubject;
  readonly action: 'CONFLICT_DECLARED' | 'CONFLICT_WITHDRAWN';
}

/** What the relation is stays with the declaration. In the chain of the case it is about; of a relation to a company in the chain of the person's unit. */
export async function recordConflict(act: Act, { id, accountId, subject, action }: Recorded): Promise<void> {
  const note = { action, subject: `conflict:${id}`, after: { account: accountId, ...subject } };
  if ('caseId' in subject) act.audit({ ...note, caseId: subject.caseId });
  else act.audit({ ...note, unitId: await unitOfAccount(act.tx, accountId) });
}
