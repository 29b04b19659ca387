import { allHandlersFinished, condition, setHandler, workflowInfo } from '@temporalio/workflow';
import type { PhaseReport } from '../src/tasks/phases/phase-report.ts';
import { steps } from './activity-proxies.ts';
import { caseTimer } from './case-timer.ts';
import { wakeUpdate, type CaseInput, type DeskState } from './case-messages.ts';

/** Said of a phase when an interrupt ended the case from outside. */
export const INTERRUPTED = 'INTERRUPTED';

/**
 * The one building block under every human process: it opens phases, waits for their outcome, and keeps the one timer of its case.
 * The handler notes what it was told and answers; it waits for nothing and compares nothing with "current".
 */
export function caseDesk({ caseId, generation, desk }: CaseInput) {
  const state = {
    seq: desk?.seq ?? 0,
    outcomes: { ...desk?.outcomes } as Record<number, string>,
    interrupt: desk?.interrupt ?? null,
    next: desk?.next ?? null,
    current: true,
  };

  const timer = caseTimer();

  setHandler(wakeUpdate, ({ seq, outcome, interrupt, nextAt }) => {
    if (seq !== undefined && outcome !== undefined) state.outcomes[seq] ??= outcome;
    state.interrupt ??= interrupt ?? null;
    state.next = earlier(state.next, nextAt ?? null);
    return 'NOTED';
  });

  /** Before a call `next` is cleared, afterwards it is the earlier of what the rows say and what the handler was told meanwhile. */
  async function step(call: () => Promise<PhaseReport>): Promise<void> {
    state.next = null;
    const report = await call();
    state.current = report.current;
    state.interrupt ??= report.interrupt;
    for (const { seq, outcome } of report.outcomes) state.outcomes[seq] ??= outcome;
    state.next = earlier(state.next, report.nextAt);
  }

  const over = (): boolean => !state.current || state.interrupt !== null || state.outcomes[state.seq] !== undefined;

  /** Opens the next phase; a phase with `before` begins with that system step and asks people only if it has to. */
  async function phase(name: string, before?: (seq: number) => Promise<PhaseReport>): Promise<string> {
    state.seq += 1;
    const { seq } = state;
    await step(() => steps.openPhase({ caseId, generation, seq, name, human: before === undefined }));
    if (before !== undefined && !over()) await step(() => before(seq));
    while (!over()) {
      const armed = state.next;
      const firedFor = await timer.wait(armed, () => over() || state.next !== armed);
      if (firedFor !== undefined && !over()) await step(() => steps.runDue({ caseId, generation, seq, firedFor }));
    }
    return state.interrupt !== null || !state.current ? INTERRUPTED : (state.outcomes[seq] ?? INTERRUPTED);
  }

  /** Where a woken case begins, and behind which seq, is in its rows. */
  async function begin(): Promise<string> {
    const beginning = await steps.findBeginning({ caseId, generation });
    state.seq = beginning.seq;
    return beginning.phase;
  }

  return {
    phase,
    begin,
    step,
    get seq() {
      return state.seq;
    },
    /** Closes the case; the rows have the last word on which end it was. */
    async close(outcome: string): Promise<string> {
      const end = state.current ? await steps.closeCase({ caseId, generation, seq: state.seq, outcome }) : INTERRUPTED;
      await condition(allHandlersFinished);
      return end;
    },
    /** True when the history is long; the caller then continues as new with `carry`. */
    isLong: () => workflowInfo().continueAsNewSuggested,
    async carry(phaseName: string, before: string): Promise<DeskState> {
      await condition(allHandlersFinished);
      return {
        phase: phaseName,
        before,
        seq: state.seq,
        outcomes: { ...state.outcomes },
        interrupt: state.interrupt,
        next: state.next,
      };
    },
  };
}

/** ISO instants in UTC compare as text. */
function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
