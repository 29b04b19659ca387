import type { Pool } from 'pg';
import { ensureDraft } from '../contracts/draft.ts';
import { openPhase, type Opening, type OpenPhaseInput } from '../tasks/phases/open-phase.ts';
import type { PhaseReport } from '../tasks/phases/phase-report.ts';

/** The contract officer finds a draft when the contract phase opens; before the approval there is none (ADM-07). */
const OPENINGS: Readonly<Record<string, Opening>> = { CONTRACTING: ensureDraft };

export function openAdmissionPhase(pool: Pool, input: OpenPhaseInput): Promise<PhaseReport> {
  return openPhase(pool, input, OPENINGS[input.name]);
}
