import type { Database } from '../../src/persistence/database.ts';
import type { BenchCase } from '../common/cases.ts';

/** What a person sends to act on one task. */
interface Call {
  readonly login: string;
  readonly path: string;
  readonly body?: unknown;
}

export interface Operation {
  readonly name: string;
  /** Operations that have to come before, on the same task. */
  readonly after?: readonly string[];
  readonly call: (job: BenchCase, colleague: string) => Call;
}

const REASON = '压测';

/** Each on a task of its own; release and the like on one that was claimed before. */
export const OPERATIONS: readonly Operation[] = [
  {
    name: 'decide',
    call: ({ county, taskId }) => ({ login: county, path: `/tasks/${taskId}/decision`, body: { outcome: 'APPROVE' } }),
  },
  { name: 'claim', call: ({ county, taskId }) => ({ login: county, path: `/tasks/${taskId}/claim` }) },
  {
    name: 'release',
    after: ['claim'],
    call: ({ county, taskId }) => ({ login: county, path: `/tasks/${taskId}/release` }),
  },
  {
    name: 'transfer',
    call: ({ county, taskId }, colleague) => ({
      login: county,
      path: `/tasks/${taskId}/transfer`,
      body: { to: colleague, reason: REASON },
    }),
  },
  {
    name: 'add signer',
    call: ({ county, taskId }, colleague) => ({
      login: county,
      path: `/tasks/${taskId}/signers`,
      body: { people: [colleague], place: 'BEFORE', reason: REASON },
    }),
  },
  {
    name: 'urge',
    call: ({ city, caseId }) => ({ login: city, path: `/cases/${caseId}/urges`, body: {} }),
  },
  {
    name: 'comment',
    call: ({ county, caseId }) => ({
      login: county,
      path: `/cases/${caseId}/comments`,
      body: { body: REASON },
    }),
  },
];

/** A colleague who may decide in place of every county leader. */
export async function findColleague(db: Database): Promise<string> {
  const { id } = await db.sql.one<{ id: string }>(`SELECT id FROM account WHERE login = 'leader.province'`);
  return id;
}
