import { findMissingCharacters } from '../../documents/characters.ts';
import type { ContractDocument } from '../../documents/contract-pdf.ts';
import { businessDate } from '../../domain/admission/business-date.ts';
import { clauseGate, type MissingClause } from '../../domain/contracts/clause-gate.ts';
import { fillClauses } from '../../domain/contracts/fill-clauses.ts';
import type { ContractSide } from '../../domain/contracts/signing.ts';
import type { ContractTemplate } from '../../domain/contracts/template.ts';
import type { Tx } from '../../persistence/tx.ts';
import { policyById } from '../../policies/current.ts';
import type { CaseSnapshot } from '../../tasks/snapshot.ts';
import type { Contract } from '../contract.ts';
import { readParties } from './parties.ts';

/** What a contract still lacks before it can be issued, or the document as it will be printed. */
export type Prepared =
  | { readonly kind: 'READY'; readonly document: ContractDocument }
  | { readonly kind: 'INCOMPLETE'; readonly clauses: readonly MissingClause[]; readonly sides: readonly ContractSide[] }
  | { readonly kind: 'MISSING_CHARACTERS'; readonly characters: readonly string[] };

export async function templateOf(sql: Tx, { templateVersionId }: Contract): Promise<ContractTemplate> {
  return (await policyById(sql, 'CONTRACT_TEMPLATE', templateVersionId)).body;
}

/** Every mandatory clause complete, both sides known, every character printable (CTR-03, CTR-04, CTR-05). */
export async function prepareContract(
  sql: Tx,
  snapshot: Pick<CaseSnapshot, 'number' | 'unitPath'>,
  contract: Contract,
): Promise<Prepared> {
  const template = await templateOf(sql, contract);
  const gate = clauseGate(template, contract.values);
  const { companyId } = contract;
  const { operator, partner } = await readParties(sql, { companyId, unitPath: snapshot.unitPath }, template);
  if (gate.kind === 'INCOMPLETE' || operator === undefined) {
    return {
      kind: 'INCOMPLETE',
      clauses: gate.kind === 'INCOMPLETE' ? gate.missing : [],
      sides: operator === undefined ? ['OPERATOR'] : [],
    };
  }
  const document: ContractDocument = {
    contractNumber: contract.number,
    caseNumber: snapshot.number,
    drawnUpOn: businessDate(contract.createdAt),
    title: template.title.zh,
    preamble: template.preamble.zh,
    operator,
    partner,
    clauses: fillClauses(template, contract.values),
  };
  const characters = findMissingCharacters(textsOf(document).join('\n'));
  return characters.length > 0 ? { kind: 'MISSING_CHARACTERS', characters } : { kind: 'READY', document };
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
