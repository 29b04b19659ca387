import type { BlacklistState } from '../domain/blacklist/take-step.ts';
import type { Tx } from '../persistence/tx.ts';

/** An entry as those with the blacklist see it. A person's resident id is there only masked. */
export interface BlacklistEntry {
  readonly id: string;
  readonly subjectKind: 'COMPANY' | 'PERSON';
  readonly name: string;
  readonly creditCode: string | null;
  readonly personIdMask: string | null;
  readonly state: BlacklistState;
  readonly reasonCode: string;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly listedAt: Date | null;
  readonly removalBy: string | null;
  readonly removalReason: string | null;
  readonly removedBy: string | null;
  readonly removedAt: Date | null;
  readonly unitId: string;
  readonly version: number;
}

export interface EntryStep {
  readonly action: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly at: Date;
}

export const ENTRY_COLUMNS = `b.id, b.subject_kind AS "subjectKind", b.name, b.credit_code AS "creditCode", b.person_id_mask AS "personIdMask", b.state,
  b.reason_code AS "reasonCode", b.reason, b.proposed_by AS "proposedBy", b.proposed_at AS "proposedAt", b.decided_by AS "decidedBy",
  b.listed_at AS "listedAt", b.removal_by AS "removalBy", b.removal_reason AS "removalReason", b.removed_by AS "removedBy",
  b.removed_at AS "removedAt", b.unit_id AS "unitId", b.version`;

export async function readEntry(sql: Tx, entryId: string): Promise<BlacklistEntry | undefined> {
  return sql.maybe<BlacklistEntry>(`SELECT ${ENTRY_COLUMNS} FROM blacklist_entry b WHERE b.id = $1`, [entryId]);
}

export async function readSteps(sql: Tx, entryId: string): Promise<EntryStep[]> {
  return sql.rows<EntryStep>(
    `SELECT s.action, s.account_id AS "accountId", a.name AS "accountName", s.reason_code AS "reasonCode", s.reason, s.at
     FROM blacklist_step s JOIN account a ON a.id = s.account_id WHERE s.entry_id = $1 ORDER BY s.id`,
    [entryId],
  );
}

export interface NewStep {
  readonly entryId: string;
  readonly action: 'PROPOSED' | 'LISTED' | 'DISMISSED' | 'REMOVAL_PROPOSED' | 'REMOVED' | 'KEPT';
  readonly accountId: string;
  readonly reasonCode?: string | undefined;
  readonly reason?: string | undefined;
}

export async function insertStep(tx: Tx, step: NewStep, at: Date): Promise<void> {
  await tx.run(
    'INSERT INTO blacklist_step (entry_id, action, account_id, reason_code, reason, at) VALUES ($1, $2, $3, $4, $5, $6)',
    [step.entryId, step.action, step.accountId, step.reasonCode ?? null, step.reason ?? null, at],
  );
}
