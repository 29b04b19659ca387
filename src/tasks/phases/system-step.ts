import type { Pool } from 'pg';
import { Act } from '../../acts/act.ts';
import { lockCase } from '../../acts/lock-case.ts';
import type { Channel } from '../../domain/access/actor.ts';
import { inTransaction } from '../../persistence/tx.ts';
import { reportPhase, type PhaseReport } from './phase-report.ts';
import { readCase, type CaseSnapshot } from '../snapshot.ts';

export interface StepInput {
  readonly caseId: string;
  readonly generation: number;
  readonly seq: number;
}

/**
 * A step of the system: one transaction under the case's lock, doing nothing on another generation, answering what the rows then say.
 * Whatever it throws is thrown to be retried.
 */
export async function systemStep(
  pool: Pool,
  { caseId, generation, seq }: StepInput,
  channel: Channel,
  perform: (act: Act, snapshot: CaseSnapshot) => Promise<void>,
): Promise<PhaseReport> {
  return inTransaction(pool, async (tx) => {
    const [start, snapshot] = await Promise.all([lockCase(tx, caseId), readCase(tx, caseId)]);
    if (snapshot.generation === generation) {
      const act = new Act(tx, start, { id: null, kind: 'SYSTEM' }, channel);
      await act.watch(caseId);
      await perform(act, snapshot);
      const [report] = await Promise.all([reportPhase(tx, caseId, generation, seq), act.flush()]);
      return report;
    }
    return { current: false, outcomes: [], interrupt: null, nextAt: null };
  });
}
