import { Refusal } from '../domain/refusal.ts';
import type { FileStore } from '../files/file-store.ts';
import type { Gate, Gates } from '../tasks/deciding/gates.ts';
import { ensureDraft } from './draft.ts';
import { prepareContract, type Prepared } from './document/prepare.ts';
import { CONTRACT_DRAFT, SIGNATURE } from './forms.ts';
import { signatureGate } from './signing/signature-gate.ts';

/** What the forms about a contract demand of a decision; put together with those of other nouns in `src/processes`. */
export function createContractGates({ files }: { readonly files: FileStore }) {
  return { [CONTRACT_DRAFT]: contractDraftGate, [SIGNATURE]: signatureGate(files) } satisfies Gates;
}

/**
 * Nothing is released for signature with a clause open or a character that cannot be printed (CTR-03, CTR-04, CTR-05).
 * @throws Refusal CLAUSES_INCOMPLETE, CHARACTERS_MISSING
 */
const contractDraftGate: Gate = async (act, { snapshot, answer }) => {
  if (answer.outcome !== 'APPROVE') return { details: {} };
  const contract = await ensureDraft(act, snapshot);
  assertReady(await prepareContract(act.tx, snapshot, contract));
  return { details: { contractId: contract.id, version: contract.version } };
};

function assertReady(prepared: Prepared): void {
  if (prepared.kind === 'INCOMPLETE') {
    const clauses = prepared.clauses.map(({ clause, kind, fields }) => ({ clause, kind, fields }));
    throw new Refusal('CLAUSES_INCOMPLETE', { clauses, sides: prepared.sides });
  }
  if (prepared.kind === 'MISSING_CHARACTERS') {
    // Some of them cannot be seen; their numbers can.
    const codePoints = prepared.characters.map((character) =>
      Array.from(character, (c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(
        ' ',
      ),
    );
    throw new Refusal('CHARACTERS_MISSING', { characters: prepared.characters, codePoints });
  }
}
