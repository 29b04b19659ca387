import type { CaseSight } from '../cases/visibility.ts';
import { previewClauses } from '../domain/contracts/preview-clauses.ts';
import type { Tx } from '../persistence/tx.ts';
import { readCase } from '../tasks/snapshot.ts';
import type { Contract } from './contract.ts';
import { prepareContract, templateOf, type Prepared } from './document/prepare.ts';

/**
 * A contract with its template, its clauses as far as they are filled, what it still lacks, and who has signed. Its partner sees the
 * values from the moment the document is issued, and of who signed for the operator the name alone.
 */
export async function viewContract(sql: Tx, contract: Contract, { own }: Pick<CaseSight, 'own'>) {
  const template = await templateOf(sql, contract);
  const { fileId, sha256 } = contract;
  const terms = own && contract.issuedAt === null ? { values: {}, startsOn: null, endsOn: null } : contract;
  return {
    id: contract.id,
    number: contract.number,
    caseId: contract.caseId,
    companyId: contract.companyId,
    state: contract.state,
    version: contract.version,
    startsOn: terms.startsOn,
    endsOn: terms.endsOn,
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
    values: terms.values,
    preview: previewClauses(template, terms.values),
    gate: own ? null : gateOf(await prepareContract(sql, await readCase(sql, contract.caseId), contract)),
    document: fileId === null || sha256 === null ? null : { fileId, sha256, name: `${contract.number}.pdf` },
    signatures: own ? contract.signatures.map(forPartner) : contract.signatures,
  };
}

function forPartner(signature: Contract['signatures'][number]) {
  return signature.side === 'PARTNER' ? signature : { ...signature, accountId: null, ip: null };
}

function gateOf(prepared: Prepared) {
  return {
    ready: prepared.kind === 'READY',
    clauses: prepared.kind === 'INCOMPLETE' ? prepared.clauses : [],
    sides: prepared.kind === 'INCOMPLETE' ? prepared.sides : [],
    characters: prepared.kind === 'MISSING_CHARACTERS' ? prepared.characters : [],
  };
}
