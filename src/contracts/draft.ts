import type { Act } from '../acts/act.ts';
import { businessDate } from '../domain/admission/business-date.ts';
import { isApprovedForContract, SIGNING } from '../domain/contracts/approved-application.ts';
import { checkValues, termOf } from '../domain/contracts/check-values.ts';
import type { ContractTemplate, ContractValues } from '../domain/contracts/template.ts';
import { DEFAULT_KEY } from '../domain/policies/kinds.ts';
import { Refusal } from '../domain/refusal.ts';
import { currentPolicy, type Policy } from '../policies/current.ts';
import type { CaseSnapshot } from '../tasks/snapshot.ts';
import { liveContract, type Contract } from './contract.ts';
import { voidContract } from './end.ts';

/**
 * The case's contract to draft on, begun when there is none (ADM-07, CTR-11). Called again, it finds what it made. A document that
 * was issued before the case came back to drafting is withdrawn: unsigned, its contract is a draft again; signed by one side, it is
 * void, and a new contract takes over the values.
 * @throws Refusal WRONG_STATE when no approved application stands behind it, or it is in force
 */
export async function ensureDraft(act: Act, snapshot: CaseSnapshot): Promise<Contract> {
  if (!isApprovedForContract(snapshot.phases)) throw new Refusal('WRONG_STATE', { state: snapshot.state });
  const [live, template] = await Promise.all([
    liveContract(act.tx, snapshot.id),
    currentPolicy(act.tx, 'CONTRACT_TEMPLATE', DEFAULT_KEY, act.now),
  ]);
  if (live === undefined) return begin(act, snapshot, template, {});
  if (live.state === 'DRAFT' || isBeingSigned(snapshot)) return live;
  if (live.state !== 'ISSUED') throw new Refusal('WRONG_STATE', { state: live.state });
  if (live.signatures.length === 0) return reopen(act, live);
  await voidContract(act, snapshot.id);
  return begin(act, snapshot, template, live.values);
}

function isBeingSigned({ phases }: CaseSnapshot): boolean {
  const last = phases.at(-1);
  return last?.name === SIGNING && last.state === 'OPEN';
}

async function begin(
  act: Act,
  snapshot: CaseSnapshot,
  template: Policy<ContractTemplate>,
  earlier: ContractValues,
): Promise<Contract> {
  if (snapshot.companyId === null) throw new Error(`Case ${snapshot.id} has no company to contract with`);
  const values = knownValues(template.body, earlier);
  const { startsOn, endsOn } = termOf(template.body, values);
  act.tx.send(
    `INSERT INTO contract (case_id, number, company_id, template_version_id, state, "values", starts_on, ends_on, created_at)
     VALUES ($1, 'HT-' || $2 || '-' || lpad(nextval('contract_number_seq')::text, 6, '0'), $3, $4, 'DRAFT', $5, $6, $7, $8)`,
    [
      snapshot.id,
      businessDate(act.now).slice(0, 4),
      snapshot.companyId,
      template.id,
      JSON.stringify(values),
      startsOn,
      endsOn,
      act.now,
    ],
  );
  const begun = await mustLive(act, snapshot.id);
  act.audit({
    action: 'CONTRACT_BEGUN',
    caseId: snapshot.id,
    subject: `contract:${begun.id}`,
    after: { number: begun.number, templateVersionId: template.id, state: 'DRAFT' },
  });
  return begun;
}

/** A template published meanwhile may have dropped fields. */
function knownValues(template: ContractTemplate, values: ContractValues): ContractValues {
  const { unknown } = checkValues(template, values);
  return Object.fromEntries(Object.entries(values).filter(([code]) => !unknown.includes(code)));
}

async function reopen(act: Act, { id, caseId, sha256 }: Contract): Promise<Contract> {
  await act.tx.run(
    `UPDATE contract SET state = 'DRAFT', file_id = NULL, sha256 = NULL, issued_at = NULL, version = version + 1 WHERE id = $1`,
    [id],
  );
  act.audit({
    action: 'CONTRACT_REOPENED',
    caseId,
    subject: `contract:${id}`,
    before: { state: 'ISSUED', sha256 },
    after: { state: 'DRAFT' },
  });
  return mustLive(act, caseId);
}

async function mustLive({ tx }: Act, caseId: string): Promise<Contract> {
  const contract = await liveContract(tx, caseId);
  if (contract === undefined) throw new Error(`Case ${caseId} has lost its contract`);
  return contract;
}
