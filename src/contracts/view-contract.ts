import { previewClauses } from '../domain/contracts/preview-clauses.ts';
import type { Tx } from '../persistence/tx.ts';
import { readCase } from '../tasks/snapshot.ts';
import type { Contract } from './contract.ts';
import { prepareContract, templateOf, type Prepared } from './document/prepare.ts';

/** A contract with its template, its clauses as far as they are filled, what it still lacks, and who has signed. */
export async function viewContract(sql: Tx, contract: Contract) {
  const template = await templateOf(sql, contract);
  const prepared = await prepareContract(sql, await readCase(sql, contract.caseId), contract);
  const { fileId, sha256 } = contract;
  return {
    id: contract.id,
    number: contract.number,
    caseId: contract.caseId,
    companyId: contract.companyId,
    state: contract.state,
    version: contract.version,
    startsOn: contract.startsOn,
    endsOn: contract.endsOn,
    createdAt: contract.createdAt,
    issuedAt: contract.issuedAt,
    effectiveAt: contract.effectiveAt,
    template: {
      versionId: contract.templateVersionId,
      title: template.title,
      preamble: template.preamble,
      parties: template.parties,
      signOrder: template.signOrder,
      fields: template.fields,
      clauses: template.clauses,
    },
    values: contract.values,
    preview: previewClauses(template, contract.values),
    gate: gateOf(prepared),
    document: fileId === null || sha256 === null ? null : { fileId, sha256, name: `${contract.number}.pdf` },
    signatures: contract.signatures,
  };
}

function gateOf(prepared: Prepared) {
  return {
    ready: prepared.kind === 'READY',
    clauses: prepared.kind === 'INCOMPLETE' ? prepared.clauses : [],
    sides: prepared.kind === 'INCOMPLETE' ? prepared.sides : [],
    characters: prepared.kind === 'MISSING_CHARACTERS' ? prepared.characters : [],
  };
}
