import type { CaseSnapshot } from '../../snapshot.ts';
import type { StageApprovers } from './stage-approvers.ts';
import { inPerson } from './resolve-approvers.ts';

/** What whoever asked for themselves has to supplement is theirs alone: no rule keeps anybody from their own part. */
export function owedByStarter({ startedBy }: Pick<CaseSnapshot, 'startedBy'>): StageApprovers {
  const person = { accountId: startedBy, weight: 1 };
  return {
    scopes: [inPerson(startedBy)],
    named: [person],
    people: [person],
    holders: [startedBy],
    exclusions: [],
    heads: [],
    supervisorId: null,
    places: [{ ...person, skipped: false }],
    automatic: null,
    standIn: null,
  };
}
