import { contractTemplate } from '../../prisma/seed-data/contract-template.ts';
import { renderContractPdf, type ContractDocument, type ContractParty } from '../../src/documents/contract-pdf.ts';
import type { TypesetPdf } from '../../src/documents/typeset.ts';
import { fillClauses } from '../../src/domain/contracts/fill-clauses.ts';
import { contractTemplateSchema } from '../../src/domain/contracts/template.ts';
import { contractValues } from '../domain/contracts/contract-values.ts';

const template = contractTemplateSchema.parse(contractTemplate);

export const operator: ContractParty = {
  role: template.parties.OPERATOR.zh,
  name: '中原通信有限公司郑州市分公司',
  creditCode: '91410100000000000A',
  legalRepresentative: '周文远',
  address: '河南省郑州市金水区花园路88号',
};

export const partner: ContractParty = {
  role: template.parties.PARTNER.zh,
  name: '郑州安达通讯设备有限公司',
  creditCode: '91410105000000000B',
  legalRepresentative: '王建国',
  address: '河南省郑州市二七区大学路12号3层',
};

/** The default template, filled. */
export function contractDocument(changes: Partial<ContractDocument> = {}): ContractDocument {
  return {
    contractNumber: 'HT-2026-000045',
    caseNumber: 'ZR-2026-000123',
    drawnUpOn: '2026-11-22',
    title: template.title.zh,
    preamble: template.preamble.zh,
    operator,
    partner,
    clauses: fillClauses(template, contractValues),
    ...changes,
  };
}

export async function render(changes: Partial<ContractDocument> = {}): Promise<TypesetPdf> {
  const result = await renderContractPdf(contractDocument(changes));
  if (result.kind !== 'RENDERED') throw new Error(`Missing characters: ${result.characters.join(' ')}`);
  return result;
}

/** Renders the texts as the paragraphs of one clause. */
export async function renderParagraphs(...paragraphs: string[]): Promise<TypesetPdf> {
  return render({ clauses: [{ code: 'TEST', title: '条款', titleEn: 'Clause', paragraphs }] });
}
