import type { Pool } from 'pg';
import type { Act } from '../../acts/act.ts';
import { renderContractPdf, type ContractDocument } from '../../documents/contract-pdf.ts';
import type { TypesetPdf } from '../../documents/typeset.ts';
import { CONTRACTING } from '../../domain/contracts/approved-application.ts';
import type { FileStore } from '../../files/file-store.ts';
import { recordFile } from '../../files/stored-files.ts';
import { overPool } from '../../persistence/tx.ts';
import { applyEffects } from '../../tasks/runs/apply-effects.ts';
import { openStages } from '../../tasks/phases/open-phase.ts';
import type { PhaseReport } from '../../tasks/phases/phase-report.ts';
import { phaseBySeq, rulesOf, type CaseSnapshot, type PhaseRow } from '../../tasks/snapshot.ts';
import { systemStep, type StepInput } from '../../tasks/phases/system-step.ts';
import { liveContract, type Contract } from '../contract.ts';
import { CONTRACT_DRAFT } from '../forms.ts';
import { prepareContract } from './prepare.ts';
import { storeDocument } from './stored-document.ts';

const SLOW_STEP = 'ISSUE_CONTRACT';

interface Draft {
  readonly contract: Contract;
  readonly document: ContractDocument;
}

/**
 * Makes the document of the phase SIGNING and only then asks people to sign it (CTR-01). Rendering stands between two short
 * transactions, so no lock is held over it; asked again, and by two at the same time, there is one file and one stage, because the
 * second transaction looks whether the first stage is there. A contract that turns out not to be printable goes back to drafting.
 */
export async function issueContract(
  { pool, files }: { readonly pool: Pool; readonly files: FileStore },
  input: StepInput,
): Promise<PhaseReport> {
  const { draft, report } = await begin(pool, input);
  if (draft === undefined) return report;
  const rendered = await renderContractPdf(draft.document);
  if (rendered.kind === 'MISSING_CHARACTERS') {
    return whileAwaited(pool, input, (act, snapshot, phase) => sendBack(act, snapshot, phase, 'CHARACTERS_MISSING'));
  }
  await storeDocument({ sql: overPool(pool), files }, rendered);
  return whileAwaited(pool, input, (act, snapshot, phase) => finish(act, snapshot, phase, draft.contract, rendered));
}

async function begin(pool: Pool, input: StepInput): Promise<{ draft: Draft | undefined; report: PhaseReport }> {
  const found: { draft?: Draft } = {};
  const report = await whileAwaited(pool, input, async (act, snapshot, phase) => {
    const contract = await draftOf(act, snapshot);
    const prepared = await prepareContract(act.tx, snapshot, contract);
    if (prepared.kind !== 'READY') {
      await sendBack(
        act,
        snapshot,
        phase,
        prepared.kind === 'INCOMPLETE' ? 'CLAUSES_INCOMPLETE' : 'CHARACTERS_MISSING',
      );
      return;
    }
    await act.tx.run(
      `UPDATE phase SET slow_step = $3, slow_since = coalesce(slow_since, $4) WHERE case_id = $1 AND seq = $2`,
      [snapshot.id, phase.seq, SLOW_STEP, act.now],
    );
    found.draft = { contract, document: prepared.document };
  });
  return { draft: found.draft, report };
}

/** One system step that acts only while the phase waits for its document: open, without stages, in a case nobody is closing. */
function whileAwaited(
  pool: Pool,
  input: StepInput,
  perform: (act: Act, snapshot: CaseSnapshot, phase: PhaseRow) => Promise<void>,
): Promise<PhaseReport> {
  return systemStep(pool, input, 'system', async (act, snapshot) => {
    const phase = phaseBySeq(snapshot, input.seq);
    const live = snapshot.closing === null && snapshot.closedAt === null;
    if (live && phase?.state === 'OPEN' && phase.runs.length === 0) await perform(act, snapshot, phase);
    else await leaveSlowStep(act, input.caseId, input.seq);
  });
}

async function draftOf({ tx }: Act, { id }: CaseSnapshot): Promise<Contract> {
  const contract = await liveContract(tx, id);
  if (contract?.state !== 'DRAFT') throw new Error(`Case ${id} has no draft to issue`);
  return contract;
}

async function finish(
  act: Act,
  snapshot: CaseSnapshot,
  phase: PhaseRow,
  rendered: Contract,
  { pdf, sha256 }: TypesetPdf,
): Promise<void> {
  const contract = await draftOf(act, snapshot);
  if (contract.id !== rendered.id || contract.version !== rendered.version) {
    throw new Error(`Contract ${contract.id} changed while its document was made`);
  }
  const file = {
    sha256,
    size: pdf.length,
    mime: 'application/pdf',
    name: `${contract.number}.pdf`,
    scope: 'CONTRACT',
    caseId: snapshot.id,
    companyId: contract.companyId,
    uploadedBy: null,
  } as const;
  const fileId = await recordFile(act.tx, file, act.now);
  await act.tx.run(
    `UPDATE contract SET state = 'ISSUED', file_id = $2, sha256 = $3, issued_at = $4, version = version + 1 WHERE id = $1`,
    [contract.id, fileId, sha256, act.now],
  );
  await leaveSlowStep(act, snapshot.id, phase.seq);
  act.audit({
    action: 'CONTRACT_ISSUED',
    caseId: snapshot.id,
    subject: `contract:${contract.id}`,
    before: { state: 'DRAFT', version: contract.version },
    after: { state: 'ISSUED', number: contract.number, fileId, sha256 },
  });
  await openStages(act, snapshot, phase);
}

type Obstacle = 'CLAUSES_INCOMPLETE' | 'CHARACTERS_MISSING';

/** The register changed after the draft was released, such as the name of the company: whoever drafts has to look again. */
async function sendBack(act: Act, snapshot: CaseSnapshot, phase: PhaseRow, reasonCode: Obstacle): Promise<void> {
  const drafting = rulesOf(snapshot, CONTRACTING).find(({ form }) => form === CONTRACT_DRAFT);
  const context = drafting === undefined ? {} : { target: drafting.key };
  await leaveSlowStep(act, snapshot.id, phase.seq);
  act.audit({ action: 'CONTRACT_NOT_ISSUED', caseId: snapshot.id, reasonCode, after: { phase: phase.name } });
  await applyEffects(act, snapshot, phase, [{ kind: 'END_PHASE', outcome: `RETURN_TO_${CONTRACTING}`, context }], {
    decisionId: null,
    taskId: null,
    accountId: null,
    bySystem: true,
  });
}

async function leaveSlowStep({ tx }: Act, caseId: string, seq: number): Promise<void> {
  await tx.run(
    'UPDATE phase SET slow_step = NULL, slow_since = NULL WHERE case_id = $1 AND seq = $2 AND slow_step = $3',
    [caseId, seq, SLOW_STEP],
  );
}
