import type { Act } from '../acts/act.ts';
import { searchableName } from '../domain/identity/searchable-name.ts';
import type { Facts } from '../domain/refusal.ts';
import { unitOfAccount } from '../organisation/unit-of-account.ts';
import { insertStep } from './entry.ts';

/** Whom to list: a company by its credit code, or a person by the keyed hash of the resident id where it is known. */
export type ListedSubject =
  | { readonly kind: 'COMPANY'; readonly name: string; readonly creditCode: string }
  | { readonly kind: 'PERSON'; readonly name: string; readonly idMask: string | null; readonly idHash: string | null };

export interface ListingProposal {
  readonly subjects: readonly ListedSubject[];
  readonly reasonCode: string;
  readonly reason: string;
  readonly proposedBy: string;
}

/**
 * One entry per subject, each to be decided by a second person (CRD-03). A number that has an open entry is refused
 * (ALREADY_LISTED, from the unique indexes); a person without a number may be listed again, because names are not unique.
 */
export async function proposeListing(act: Act, proposal: ListingProposal): Promise<Facts> {
  const unitId = await unitOfAccount(act.tx, proposal.proposedBy);
  const entryIds: string[] = [];
  for (const subject of proposal.subjects) {
    const entryId = await insertEntry(act, subject, proposal, unitId);
    const { proposedBy, reasonCode, reason } = proposal;
    await insertStep(act.tx, { entryId, action: 'PROPOSED', accountId: proposedBy, reasonCode, reason }, act.now);
    act.audit({
      action: 'BLACKLIST_PROPOSED',
      unitId,
      subject: `blacklist:${entryId}`,
      reasonCode,
      after: { state: 'PROPOSED', ...identityOf(subject) },
    });
    entryIds.push(entryId);
  }
  return { entryIds };
}

async function insertEntry(
  act: Act,
  subject: ListedSubject,
  proposal: ListingProposal,
  unitId: string,
): Promise<string> {
  const person = subject.kind === 'PERSON' ? subject : undefined;
  const { id } = await act.tx.one<{ id: string }>(
    `INSERT INTO blacklist_entry (subject_kind, name, name_search, credit_code, person_id_mask, person_id_hash, state, reason_code, reason,
       proposed_by, proposed_at, unit_id)
     VALUES ($1, $2, $3, $4, $5, $6, 'PROPOSED', $7, $8, $9, $10, $11) RETURNING id`,
    [
      subject.kind,
      subject.name,
      searchableName(subject.name),
      subject.kind === 'COMPANY' ? subject.creditCode : null,
      person?.idMask ?? null,
      person?.idHash ?? null,
      proposal.reasonCode,
      proposal.reason,
      proposal.proposedBy,
      act.now,
      unitId,
    ],
  );
  return id;
}

/** What the audit may hold: the code of a company is public, of a person only the keyed hash. */
function identityOf(subject: ListedSubject): Facts {
  return subject.kind === 'COMPANY' ? { creditCode: subject.creditCode } : { personIdHash: subject.idHash };
}
