import type { Tx } from '../../../persistence/tx.ts';
import type { Change } from './read-changes.ts';

const VALID = (row: string): string =>
  `${row}.valid_from <= now() AND (${row}.valid_to IS NULL OR ${row}.valid_to > now())`;

/** Longer than the changes are looked back for. */
const JUST_ENDED = "interval '10 minutes'";

/**
 * $1: who is asked about; $2: cases; $3: accounts named by the changes; $4: substitutions. Whoever has, had, or could have taken a task of such a
 * case that is open or has just ended, took part in it or asked for it, stands in for one of these, or is the superior of one of these or of a
 * unit that was asked.
 */
const CONCERNED = `WITH RECURSIVE touched AS (
    SELECT t.* FROM task t WHERE t.case_id = ANY ($2) AND (t.ended_at IS NULL OR t.ended_at > now() - ${JUST_ENDED})),
  offers AS (SELECT tc.* FROM touched t JOIN task_candidate tc ON tc.task_id = t.id),
  people AS (
    SELECT id FROM unnest($3::uuid[]) n(id)
    UNION SELECT x.id FROM substitution s CROSS JOIN LATERAL unnest(ARRAY[s.principal_id, s.substitute_id]) x(id) WHERE s.id = ANY ($4)
    UNION SELECT x.id FROM touched t CROSS JOIN LATERAL unnest(ARRAY[t.assignee_id, t.delegate_id, t.decided_by, t.on_behalf_of, t.supervisor_id]) x(id)
    UNION SELECT o.account_id FROM offers o
    UNION SELECT r.account_id FROM offers o JOIN role_assignment r ON o.kind = 'ROLE' AND r.role = o.role AND r.unit_id = o.scope_id AND ${VALID('r')}
    UNION SELECT m.account_id FROM offers o JOIN roster_member m ON o.kind IN ('POST', 'GROUP') AND m.roster_id = o.scope_id AND ${VALID('m')}
    UNION SELECT m.account_id FROM "case" c JOIN company_member m ON m.company_id = c.company_id AND ${VALID('m')} WHERE c.id = ANY ($2)
    UNION SELECT c.started_by FROM "case" c WHERE c.id = ANY ($2)
    UNION SELECT p.account_id FROM case_participant p WHERE p.case_id = ANY ($2)),
  stand_ins AS (
    SELECT id FROM people WHERE id IS NOT NULL
    UNION SELECT s.substitute_id FROM stand_ins i JOIN substitution s ON s.principal_id = i.id
      AND s.revoked_at IS NULL AND s.valid_from <= now() AND s.valid_to > now()),
  units AS (
    SELECT o.scope_id AS id FROM offers o WHERE o.kind = 'ROLE'
    UNION SELECT l.unit_id FROM offers o JOIN roster l ON l.id = o.scope_id
    UNION SELECT r.unit_id FROM people p JOIN role_assignment r ON r.account_id = p.id AND ${VALID('r')}),
  heads AS (SELECT h.head_id AS id FROM units u JOIN unit b ON b.id = u.id JOIN unit h ON h.id = ANY (b.path))
  SELECT a.id FROM unnest($1::uuid[]) a(id) WHERE a.id IN (SELECT id FROM stand_ins UNION SELECT id FROM heads WHERE id IS NOT NULL)`;

/** Which of these accounts may find other lists than before. Somebody too many reads them once in vain; nobody may be forgotten. */
export async function concernedBy(
  sql: Tx,
  accountIds: readonly string[],
  changes: readonly Change[],
): Promise<readonly string[]> {
  const cases = changes.flatMap(({ caseId }) => caseId ?? []);
  const actors = changes.flatMap(({ actorId }) => actorId ?? []);
  const named = (kind: string) =>
    changes.flatMap(({ subject }) => (subject?.startsWith(`${kind}:`) === true ? subject.slice(kind.length + 1) : []));
  const rows = await sql.rows<{ id: string }>(CONCERNED, [
    accountIds,
    [...new Set(cases)],
    [...new Set([...actors, ...named('account')])],
    named('substitution'),
  ]);
  return rows.map(({ id }) => id);
}
