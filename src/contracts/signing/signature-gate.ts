import type { Act } from '../../acts/act.ts';
import { nextToSign, signingSide, type ContractSide } from '../../domain/contracts/signing.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { FileStore } from '../../files/file-store.ts';
import type { Answer, Gate } from '../../tasks/deciding/gates.ts';
import { ruleOf } from '../../tasks/runs/rules.ts';
import { phaseBySeq, type CaseSnapshot } from '../../tasks/snapshot.ts';
import { liveContract, type Contract } from '../contract.ts';
import { templateOf } from '../document/prepare.ts';
import { isUnchanged } from '../document/stored-document.ts';
import { voidContract } from '../end.ts';
import { tellSigned } from './tell-signed.ts';

/**
 * One side signs the very bytes that were issued, in the template's order (CTR-01); a side that refuses ends the contract.
 * @throws Refusal REAUTHENTICATION_FAILED, WRONG_STATE, DOCUMENT_CHANGED, SIGN_ORDER
 */
export function signatureGate(files: FileStore): Gate {
  return async (act, { snapshot, task, actor, answer }) => {
    if (answer.outcome === 'REJECT') await voidContract(act, snapshot.id);
    // A route that lets a side approve where it should sign would end unsigned.
    if (answer.outcome === 'APPROVE') throw new Refusal('OUTCOME_NOT_OFFERED', { outcome: 'APPROVE' });
    if (answer.outcome !== 'SIGN') return { details: {} };
    // Only the signature's own route asks for the password, and only it says from where.
    if (answer.ip === null || actor === null) throw new Refusal('REAUTHENTICATION_FAILED');
    const contract = await liveContract(act.tx, snapshot.id);
    if (contract?.state !== 'ISSUED' || contract.sha256 === null) {
      throw new Refusal('WRONG_STATE', { state: contract?.state ?? null });
    }
    const side = signingSide(ruleOf(snapshot, phaseOf(snapshot, task.phaseSeq), task.stageKey));
    const signed = contract.signatures.map((signature) => signature.side);
    const template = await templateOf(act.tx, contract);
    const expected = nextToSign(template, signed);
    if (expected !== side) throw new Refusal('SIGN_ORDER', { side, expected: expected ?? null });
    if (!(await isUnchanged(files, contract.sha256))) throw new Refusal('DOCUMENT_CHANGED');
    const { sha256 } = contract;
    await recordSignature(act, contract, { side, sha256, accountId: actor.id, ip: answer.ip, answer });
    if (nextToSign(template, [...signed, side]) === undefined) await tellSigned(act, snapshot, contract);
    return { details: { contractId: contract.id, side, sha256 } };
  };
}

interface Signing {
  readonly side: ContractSide;
  readonly sha256: string;
  readonly accountId: string;
  readonly ip: string;
  readonly answer: Answer;
}

async function recordSignature(act: Act, contract: Contract, { side, sha256, accountId, ip, answer }: Signing) {
  await act.tx.run(
    `WITH took_part AS (
       INSERT INTO case_participant (case_id, account_id, kind, since) VALUES ($8, $4, 'SIGNER', $7) ON CONFLICT DO NOTHING)
     INSERT INTO contract_signature (contract_id, party, position, account_id, sha256, ip, signed_at, decision_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $9)`,
    [
      contract.id,
      side,
      contract.signatures.length + 1,
      accountId,
      sha256,
      ip,
      act.now,
      contract.caseId,
      answer.decisionId,
    ],
  );
  act.audit({
    action: 'CONTRACT_SIGNED',
    caseId: contract.caseId,
    subject: `contract:${contract.id}`,
    after: { side, sha256, decision: answer.decisionId },
  });
}

function phaseOf(snapshot: CaseSnapshot, seq: number) {
  const phase = phaseBySeq(snapshot, seq);
  if (phase === undefined) throw new Error(`Case ${snapshot.id} has no phase ${seq}`);
  return phase;
}
