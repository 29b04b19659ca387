import { continueAsNew, patched } from '@temporalio/workflow';
import { documents, screening } from './activity-proxies.ts';
import { caseDesk, INTERRUPTED } from './case-desk.ts';
import type { CaseInput } from './case-messages.ts';

type Phase = 'SCREENING' | 'MATERIAL_REVIEW' | 'LEADER_APPROVAL' | 'CONTRACTING' | 'SIGNING';
type End = 'ACTIVE' | 'REJECTED' | 'EXPIRED';

/**
 * The order of the regulation (ADM-05, ADM-07): screened, then reviewed, then approved, then a contract, then both sign, then live.
 * Changed only behind `patched()`: running cases replay it.
 */
const AFTER: Record<Phase, Readonly<Record<string, Phase | End>>> = {
  SCREENING: { PASSED: 'MATERIAL_REVIEW', APPROVED: 'MATERIAL_REVIEW', BLOCKED: 'REJECTED', REJECTED: 'REJECTED' },
  MATERIAL_REVIEW: { APPROVED: 'LEADER_APPROVAL', REJECTED: 'REJECTED', EXPIRED: 'EXPIRED' },
  LEADER_APPROVAL: {
    APPROVED: 'CONTRACTING',
    REJECTED: 'REJECTED',
    EXPIRED: 'EXPIRED',
    RETURN_TO_MATERIAL_REVIEW: 'MATERIAL_REVIEW',
  },
  CONTRACTING: { APPROVED: 'SIGNING', REJECTED: 'REJECTED' },
  SIGNING: {
    APPROVED: 'ACTIVE',
    REJECTED: 'REJECTED',
    RETURN_TO_CONTRACTING: 'CONTRACTING',
  },
};

/** One application from its submission to its end. */
export async function admission(input: CaseInput): Promise<string> {
  const { caseId, generation } = input;
  const desk = caseDesk(input);
  let phase = (input.desk?.phase ?? (generation === 1 ? 'SCREENING' : await desk.begin())) as Phase;
  let before = input.desk?.before as Phase | undefined;
  for (;;) {
    const outcome = await runPhase(phase);
    if (outcome === INTERRUPTED) return desk.close(INTERRUPTED);
    // A decision is taken back in the phase it led to, be it the next one or one it returned to.
    const next = outcome === 'TAKEN_BACK' ? before : (movedTo(outcome) ?? AFTER[phase][outcome]);
    if (next === undefined || isEnd(next)) return desk.close(next ?? outcome);
    before = phase;
    phase = next;
    if (desk.isLong()) {
      await continueAsNew<typeof admission>({ caseId, generation, desk: await desk.carry(phase, before) });
    }
  }

  /** A taken-back screening opens for people at once; a fresh one asks the registers first. A contract is made before it is signed. */
  function runPhase(name: Phase): Promise<string> {
    switch (name) {
      case 'SCREENING':
        return desk.phase(name, (seq) => screening.screen({ caseId, generation, seq }));
      case 'SIGNING':
        return desk.phase(name, (seq) => documents().issueContract({ caseId, generation, seq }));
      default:
        return desk.phase(name);
    }
  }
}

/** An administrator set the case back; no run that began before there were moves knows one. */
function movedTo(outcome: string): Phase | undefined {
  if (!outcome.startsWith(MOVE_TO) || !patched('case-2026-11-moved')) return undefined;
  const name = outcome.slice(MOVE_TO.length);
  return name in AFTER ? (name as Phase) : undefined;
}

const MOVE_TO = 'MOVE_TO_';

function isEnd(next: Phase | End): next is End {
  return next === 'ACTIVE' || next === 'REJECTED' || next === 'EXPIRED';
}
