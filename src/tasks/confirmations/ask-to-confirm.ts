import type { Act } from '../../acts/act.ts';
import { caseParams } from '../case-params.ts';
import { withSubstitutes } from '../people/stand-ins/substitutes.ts';
import type { CaseSnapshot } from '../snapshot.ts';
import { WORKS_HERE } from './read-confirmation.ts';

interface Asked extends Record<string, unknown> {
  id: string;
  taskId: string;
  supervisorId: string | null;
  titleZh: string;
  titleEn: string;
}

/**
 * The supervisor of a stage that is over gets it to confirm (NTF-01). Who spoke in it themselves, as the superior of an overdue task does, is not
 * asked about it: the next head above is, and where none is left the administrators may. What the system alone decided was nobody's work.
 */
export async function askToConfirm(act: Act, snapshot: CaseSnapshot, stageId: string): Promise<void> {
  const asked = await act.tx.maybe<Asked>(ASK, [snapshot.id, stageId, snapshot.unitPath, act.now]);
  if (asked?.supervisorId == null) return;
  act.tell({
    process: snapshot.process,
    event: 'CONFIRMATION_ASKED',
    group: 'SUPERVISOR',
    accountIds: await withSubstitutes(act.tx, { taskId: asked.taskId, facts: snapshot }, [asked.supervisorId]),
    ref: `confirmation:${asked.id}`,
    caseId: snapshot.id,
    params: {
      ...caseParams(snapshot),
      taskId: asked.taskId,
      stageTitleZh: asked.titleZh,
      stageTitleEn: asked.titleEn,
    },
  });
}

const ASK = `WITH word AS (
    SELECT d.task_id FROM decision d WHERE d.stage_id = $2 AND d.account_id IS NOT NULL AND d.taken_back_at IS NULL ORDER BY d.created_at DESC, d.id DESC LIMIT 1),
  above AS (
    SELECT t.supervisor_id AS id, NULL::int AS depth FROM word JOIN task t ON t.id = word.task_id
    UNION ALL SELECT u.head_id, cardinality(u.path) FROM unit u WHERE u.id = ANY ($3::uuid[])),
  asked AS (
    INSERT INTO confirmation (case_id, stage_id, task_id, supervisor_id, asked_at)
    SELECT $1, $2, word.task_id, (
      SELECT above.id FROM above JOIN account w ON w.id = above.id AND ${WORKS_HERE}
      WHERE NOT EXISTS (SELECT FROM stage_exclusion x WHERE x.stage_id = $2 AND x.account_id = w.id)
        AND NOT EXISTS (SELECT FROM decision d WHERE d.stage_id = $2 AND d.taken_back_at IS NULL AND w.id IN (d.account_id, d.on_behalf_of))
      ORDER BY above.depth DESC NULLS FIRST LIMIT 1), $4
    FROM word ON CONFLICT (stage_id) DO NOTHING RETURNING id, task_id, supervisor_id)
  SELECT asked.id, asked.task_id AS "taskId", asked.supervisor_id AS "supervisorId", t.title_zh AS "titleZh", t.title_en AS "titleEn"
  FROM asked JOIN task t ON t.id = asked.task_id`;
