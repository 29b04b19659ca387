import { Client, Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import type { CaseInput } from '../../workflows/case-messages.ts';
import { openTasks } from '../../bench/common/cases.ts';
import type { TestApi } from '../support/api.ts';

/** Many running admissions of one company that wait for their county leader, without the way there. */
export async function givenRunningCases(api: TestApi, count: number, owner = 'owner.0001@example.com') {
  const ids = (
    await api.db.sql.rows<{ id: string }>(
      `WITH made AS (
         INSERT INTO "case" (number, process, state, company_id, unit_id, started_by, title_zh, title_en, route_version_id, process_version_id, submitted_at)
         SELECT 'T-' || $3 || '-' || i, 'ADMISSION', 'SUBMITTED', m.company_id, u.id, a.id, '竞争 ' || i, 'Race ' || i,
           (SELECT id FROM policy_version WHERE kind = 'ROUTE' AND key = 'admission-county-city' AND state = 'PUBLISHED'),
           (SELECT id FROM policy_version WHERE kind = 'PROCESS_POLICY' AND key = 'ADMISSION' AND state = 'PUBLISHED' ORDER BY version DESC LIMIT 1), now()
         FROM generate_series(1, $1::int) AS i, account a JOIN company_member m ON m.account_id = a.id AND m.role = 'OWNER', unit u
         WHERE a.login = $2 AND u.code = 'county-0101'
         RETURNING id, company_id),
       applied AS (
         INSERT INTO application (case_id, company_id, channel_type, site_name, site_address)
         SELECT id, company_id, 'NON_EXCLUSIVE', '竞争', '竞争' FROM made)
       SELECT id FROM made`,
      [count, owner, randomUUID()],
    )
  ).map(({ id }) => id);
  const { address, namespace, taskQueue } = api.config.temporal;
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const desk = { phase: 'LEADER_APPROVAL', seq: 0, outcomes: {}, interrupt: null, next: null };
  for (const caseId of ids) {
    await client.workflow.start<(input: CaseInput) => Promise<string>>('admission', {
      workflowId: `admission:${caseId}:1`,
      taskQueue,
      args: [{ caseId, generation: 1, desk }],
    });
  }
  await connection.close();
  return openTasks(api.db, ids, 'county_leader');
}
