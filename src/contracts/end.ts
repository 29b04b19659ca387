import type { Act } from '../acts/act.ts';
import { nextToSign } from '../domain/contracts/signing.ts';
import { liveContract } from './contract.ts';
import { templateOf } from './document/prepare.ts';

/**
 * The contract is in force, for the channel that goes live in the same transaction (ADM-07). Done once; again, it changes nothing.
 * @throws Error when a signature is missing: then the channel must not go live either.
 */
export async function effectContract(act: Act, caseId: string, channelId: string): Promise<void> {
  const contract = await liveContract(act.tx, caseId);
  if (contract?.state === 'EFFECTIVE') return;
  if (contract?.state !== 'ISSUED') throw new Error(`Case ${caseId} has no issued contract`);
  const signed = contract.signatures.map(({ side }) => side);
  const missing = nextToSign(await templateOf(act.tx, contract), signed);
  if (missing !== undefined) throw new Error(`The contract of case ${caseId} is not signed by ${missing}`);
  await act.tx.run(
    `WITH covered AS (INSERT INTO contract_channel (contract_id, channel_id) VALUES ($1, $3) ON CONFLICT DO NOTHING)
     UPDATE contract SET state = 'EFFECTIVE', effective_at = $2, version = version + 1 WHERE id = $1`,
    [contract.id, act.now, channelId],
  );
  act.audit({
    action: 'CONTRACT_EFFECTIVE',
    caseId,
    subject: `contract:${contract.id}`,
    before: { state: 'ISSUED' },
    after: { state: 'EFFECTIVE', channelId, sha256: contract.sha256 },
  });
}

/** Whatever ends the case before its channel is live ends its contract too. Says whether there was one. */
export async function voidContract(act: Act, caseId: string): Promise<boolean> {
  const ended = await act.tx.maybe<{ id: string; version: number }>(
    `UPDATE contract SET state = 'VOID', version = version + 1 WHERE case_id = $1 AND state IN ('DRAFT', 'ISSUED')
     RETURNING id, version`,
    [caseId],
  );
  if (ended === undefined) return false;
  act.audit({
    action: 'CONTRACT_VOIDED',
    caseId,
    subject: `contract:${ended.id}`,
    after: { state: 'VOID', version: ended.version },
  });
  return true;
}
