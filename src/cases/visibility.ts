import { permissionsOf, type Actor } from '../domain/access/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../persistence/tx.ts';
import { readAtHand, type AtHand } from '../tasks/operations/at-hand.ts';
import { isCandidateAt } from '../tasks/people/is-candidate.ts';
import { mayStandInCase } from '../tasks/people/stand-ins/stand-in.ts';

/** Whether account `a` heads a unit of somebody who has, or could take, an open task of case `c`: what the list of their team shows can be opened. */
const IS_HEAD = `EXISTS (
      SELECT FROM task t LEFT JOIN task_candidate tc ON tc.task_id = t.id AND tc.open LEFT JOIN roster l ON l.id = tc.scope_id
      CROSS JOIN LATERAL (SELECT tc.scope_id AS id UNION ALL SELECT l.unit_id
        UNION ALL SELECT r.unit_id FROM role_assignment r WHERE r.account_id IN (t.assignee_id, t.delegate_id, tc.account_id)
          AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())
        UNION ALL SELECT ml.unit_id FROM roster_member m JOIN roster ml ON ml.id = m.roster_id
          WHERE m.account_id IN (t.assignee_id, t.delegate_id, tc.account_id) AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())) of
      JOIN unit b ON b.id = of.id JOIN unit h ON h.id = ANY (b.path) AND h.head_id = a.id
      WHERE t.case_id = c.id AND t.state IN ('OPEN', 'CLAIMED'))`;

/**
 * Whose case it is: members of its company, or who of the staff asked for themselves; staff whose unit covers the case's unit, who took part, who supervise one of its open tasks or head whoever has it, or who may take one of its tasks, be it in another's name;
 * whoever may read all cases. A draft is its company's own affair.
 */
const READABLE = `SELECT (c.company_id IS NULL AND c.started_by = a.id) OR EXISTS (
    SELECT FROM company_member m WHERE m.company_id = c.company_id AND m.account_id = a.id AND (m.valid_to IS NULL OR m.valid_to > now())) AS own,
  (c.state <> 'DRAFT' AND c.submitted_at IS NOT NULL AND (
    EXISTS (SELECT FROM role_assignment r JOIN unit ru ON ru.id = r.unit_id WHERE r.account_id = a.id
      AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())
      AND (r.unit_id = ANY(u.path) OR (ru.level = 'DEPARTMENT' AND ru.parent_id = ANY(u.path))))
    OR EXISTS (SELECT FROM case_participant p WHERE p.case_id = c.id AND p.account_id = a.id)
    OR EXISTS (SELECT FROM task t JOIN task_candidate tc ON tc.task_id = t.id WHERE t.case_id = c.id AND ${isCandidateAt('now()')})
    OR EXISTS (SELECT FROM unit h WHERE h.head_id = a.id) AND ${IS_HEAD}
    OR EXISTS (SELECT FROM task t WHERE t.case_id = c.id AND t.supervisor_id = a.id AND t.state IN ('OPEN', 'CLAIMED')))) AS office
  FROM "case" c JOIN unit u ON u.id = c.unit_id JOIN account a ON a.id = $2 WHERE c.id = $1`;

export interface CaseSight {
  /** As a member of the case's company, or who asked for themselves. */
  readonly own: boolean;
  /** As staff, or as an auditor. */
  readonly office: boolean;
}

/** What this person is to the case; both false when it is none of their business. */
export async function sightOf(sql: Tx, actor: Actor, caseId: string): Promise<CaseSight> {
  const permissions = permissionsOf(actor);
  const row = await sql.maybe<CaseSight>(READABLE, [caseId, actor.id]);
  if (row === undefined) return { own: false, office: false };
  // Staff of the applicant's own company see what the applicant sees.
  if (row.own) return { own: true, office: false };
  if (permissions.has('READ_ALL_CASES')) return { own: false, office: true };
  if (!permissions.has('READ_CASES') || actor.kind !== 'STAFF') return { own: false, office: false };
  return { own: false, office: row.office || (await mayStandInCase(sql, caseId, actor.id)) };
}

export async function canReadCase(sql: Tx, actor: Actor, caseId: string): Promise<boolean> {
  const { own, office } = await sightOf(sql, actor, caseId);
  return own || office;
}

/** A foreign case does not exist. @throws Refusal NOT_FOUND */
export async function assertCanReadCase(sql: Tx, actor: Actor, caseId: string): Promise<CaseSight> {
  const sight = await sightOf(sql, actor, caseId);
  if (!sight.own && !sight.office) throw new Refusal('NOT_FOUND');
  return sight;
}

/** The case of a task that this person may see. @throws Refusal NOT_FOUND */
export async function caseOfTask(sql: Tx, actor: Actor, taskId: string): Promise<string> {
  const task = await sql.maybe<{ caseId: string }>('SELECT case_id AS "caseId" FROM task WHERE id = $1', [taskId]);
  if (task === undefined) throw new Refusal('NOT_FOUND');
  await assertCanReadCase(sql, actor, task.caseId);
  return task.caseId;
}

/**
 * What an act on a task reads first. Whoever may take a task may see its case; only of the others it has to be asked.
 * @throws Refusal NOT_FOUND
 */
export async function visibleTask(tx: Tx, actor: Actor, taskId: string): Promise<AtHand> {
  const atHand = await readAtHand(tx, taskId, actor.id);
  if (!atHand.task.candidate) await assertCanReadCase(tx, actor, atHand.task.caseId);
  return atHand;
}

/** @throws Refusal NOT_FOUND */
export async function caseOfDecision(sql: Tx, actor: Actor, decisionId: string): Promise<string> {
  const decision = await sql.maybe<{ caseId: string }>('SELECT case_id AS "caseId" FROM decision WHERE id = $1', [
    decisionId,
  ]);
  if (decision === undefined) throw new Refusal('NOT_FOUND');
  await assertCanReadCase(sql, actor, decision.caseId);
  return decision.caseId;
}
