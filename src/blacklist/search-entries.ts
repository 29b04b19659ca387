import type { BlacklistState } from '../domain/blacklist/take-step.ts';
import { searchableName } from '../domain/identity/searchable-name.ts';
import type { Tx } from '../persistence/tx.ts';
import { literally, Where } from '../persistence/where.ts';
import { ENTRY_COLUMNS, type BlacklistEntry } from './entry.ts';

export interface EntrySearch {
  /** A part of the name, or the beginning of a credit code. */
  readonly text?: string | undefined;
  readonly state?: BlacklistState | undefined;
  readonly subjectKind?: BlacklistEntry['subjectKind'] | undefined;
  /** Only what this account proposed: for those who may propose but not read. */
  readonly proposedBy?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

/** One row more than asked for, newest first. */
export async function searchEntries(sql: Tx, search: EntrySearch): Promise<BlacklistEntry[]> {
  const where = new Where();
  if (search.text !== undefined) {
    const part = `%${literally(searchableName(search.text))}%`;
    const code = `${literally(search.text.trim().toUpperCase())}%`;
    where.add(where.sql`b.name_search LIKE ${part} OR b.credit_code LIKE ${code}`);
  }
  if (search.state !== undefined) where.add(where.sql`b.state = ${search.state}`);
  if (search.subjectKind !== undefined) where.add(where.sql`b.subject_kind = ${search.subjectKind}`);
  if (search.proposedBy !== undefined) where.add(where.sql`b.proposed_by = ${search.proposedBy}::uuid`);
  if (search.before !== undefined) where.add(where.sql`b.id < ${search.before}::uuid`);
  return sql.rows<BlacklistEntry>(
    `SELECT ${ENTRY_COLUMNS} FROM blacklist_entry b WHERE ${where.condition} ORDER BY b.id DESC LIMIT ${where.bind(search.limit + 1)}`,
    where.values,
  );
}
