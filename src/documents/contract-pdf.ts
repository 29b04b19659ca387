import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FilledClause } from '../domain/contracts/fill-clauses.ts';
import { findMissingCharacters, hasRareHan } from './characters.ts';
import { typeset, type TypesetPdf } from './typeset.ts';

export interface ContractParty {
  /** The word the template uses for this side, such as 运营商. */
  role: string;
  name: string;
  /** 统一社会信用代码 */
  creditCode: string;
  legalRepresentative: string;
  address: string;
}

export interface ContractDocument {
  contractNumber: string;
  /** Human-readable number of the case the contract comes from, such as `ZR-2026-000123`. */
  caseNumber: string;
  /** Day the contract was drawn up, `YYYY-MM-DD`. It is also the creation date noted in the file. */
  drawnUpOn: string;
  title: string;
  preamble: string;
  /** Printed as 甲方. */
  operator: ContractParty;
  /** Printed as 乙方. */
  partner: ContractParty;
  clauses: readonly FilledClause[];
}

export type ContractPdf = ({ kind: 'RENDERED' } & TypesetPdf) | { kind: 'MISSING_CHARACTERS'; characters: string[] };

const layoutFile = path.join(import.meta.dirname, 'contract.typ');

/**
 * Renders the contract for signature (CTR-01). Equal input gives equal bytes. A character no shipped font holds is
 * refused: the text both sides sign must be the text that was agreed, without boxes and without gaps.
 */
export async function renderContractPdf(input: ContractDocument): Promise<ContractPdf> {
  const text = textsOf(input).join('\n');
  const characters = findMissingCharacters(text);
  if (characters.length > 0) return { kind: 'MISSING_CHARACTERS', characters };
  const createdAt = Date.parse(`${input.drawnUpOn}T00:00:00Z`) / 1000;
  const layout = await readFile(layoutFile, 'utf8');
  const pdf = await typeset({ layout, data: input, rareHan: hasRareHan(text), createdAt });
  return { kind: 'RENDERED', ...pdf };
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
