import { expect } from '@jest/globals';
import { verifyAudit } from '../../src/audit/verify.ts';
import type { Database } from '../../src/persistence/database.ts';

/** Nothing lost, doubled or stuck, and the audit is whole: what holds after every fault. */
export async function expectSound(db: Database): Promise<void> {
  expect((await verifyAudit(db)).faults).toEqual([]);
  expect(await db.sql.rows(DOUBLED_RUNS)).toEqual([]);
  expect(await db.sql.rows(STRANDED_CASES)).toEqual([]);
  expect(await db.sql.rows(DECISIONS_WITHOUT_AUDIT)).toEqual([]);
  expect(await db.sql.rows('SELECT case_id, n FROM outbox WHERE delivered_at IS NULL')).toEqual([]);
}

/** A stage never has two live runs, and a phase name never two open phases. */
const DOUBLED_RUNS = `SELECT case_id, key FROM stage WHERE state IN ('OPEN', 'SUSPENDED') GROUP BY case_id, phase_seq, key HAVING count(*) > 1
  UNION ALL SELECT case_id, name FROM phase WHERE state = 'OPEN' GROUP BY case_id, name HAVING count(*) > 1`;

/** A submitted case is closed, or somebody has something to do for it. */
const STRANDED_CASES = `SELECT c.id, c.state FROM "case" c WHERE c.submitted_at IS NOT NULL AND c.closed_at IS NULL
  AND NOT EXISTS (SELECT FROM task t WHERE t.case_id = c.id AND t.state IN ('OPEN', 'CLAIMED'))`;

/** Every decision is in its case's audit exactly once. */
const DECISIONS_WITHOUT_AUDIT = `SELECT d.id FROM decision d WHERE d.outcome <> 'SUPPLEMENT' AND (
  SELECT count(*) FROM audit_entry e WHERE e.case_id = d.case_id AND e.action = 'TASK_' || d.outcome AND e.payload::jsonb -> 'after' ->> 'decision' = d.id::text) <> 1`;
