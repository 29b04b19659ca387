import { stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startDraft } from '../http/admission/drafts.ts';
import { pdf } from '../http/admission/samples.ts';
import { appoint, inDays } from '../substitution/stand-ins.ts';
import { LEADER } from '../tasks/office.ts';
import { eventually, givenApplication, REVIEWER, startLine, type Line } from '../support/line.ts';

let line: Line;

const run = (workflowType: string): Promise<unknown> => {
  const { taskQueue } = line.config.temporal;
  return line.client.workflow.execute(workflowType, {
    workflowId: `${workflowType}:${taskQueue}:now`,
    taskQueue,
    args: [],
  });
};

describe.each([
  ['with its cache', undefined],
  ['replaying every task', 0],
])('a worker %s', (_title, maxCachedWorkflows) => {
  beforeAll(async () => {
    line = await startLine(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows });
  }, 120_000);
  afterAll(() => line.close());

  describe('the daily chores', () => {
    it('are scheduled, each under its own name', async () => {
      const { taskQueue } = line.config.temporal;
      for (const name of ['audit-anchor', 'lapsed-claims', 'content-sweep', 'reminders', 'digests']) {
        const { spec, action } = await line.client.schedule.getHandle(`${name}:${taskQueue}`).describe();
        expect({ zone: spec.timezone, queue: action.taskQueue }).toEqual({ zone: 'Asia/Shanghai', queue: taskQueue });
      }
    });

    it('write the digest of whoever wants one, once a day', async () => {
      await givenApplication(line, { company: '0003' });
      await line.db.sql.run(
        `INSERT INTO work_settings (account_id, digest_hour, updated_at) SELECT id, 0, now() FROM account WHERE login = $1`,
        [REVIEWER],
      );
      await eventually('a task to tell of', () =>
        line.db.sql.maybe(`SELECT FROM task WHERE state = 'OPEN' AND stage_key = 'material_review' LIMIT 1`),
      );
      expect(await run('digests')).toEqual({ written: 1 });
      expect(await run('digests')).toEqual({ written: 0 });
      const mails = await line.db.sql.rows(
        `SELECT 1 FROM message WHERE template = 'DAILY_DIGEST' AND state IN ('PENDING', 'SENDING', 'SENT')`,
      );
      expect(mails).toHaveLength(1);
    });

    it('put a task back whose holder’s role has run out', async () => {
      const { caseId } = await givenApplication(line);
      const task = await eventually('a task to claim', async () => {
        const [row] = await line.db.sql.rows<{ id: string }>('SELECT id FROM task WHERE case_id = $1', [caseId]);
        return row;
      });
      const reviewer = await line.as(REVIEWER);
      expect(await reviewer.post(`/tasks/${task.id}/claim`)).toMatchObject({ status: 200 });
      await line.db.asOwner(
        `UPDATE role_assignment SET valid_from = '2026-01-01', valid_to = now() - interval '1 second'
       WHERE account_id = (SELECT id FROM account WHERE login = $1)`,
        [REVIEWER],
      );
      expect(await run('lapsedClaims')).toEqual({ released: 1 });
      expect(await line.db.sql.one('SELECT state FROM task WHERE id = $1', [task.id])).toEqual({ state: 'OPEN' });
    });

    it('remove the bytes of a refused upload a day later, and none that a file refers to', async () => {
      const draft = await startDraft(line, { company: '0002' });
      const files = `/applications/${draft.caseId}/items/BUSINESS_LICENCE/files`;
      const kept = await draft.owner.upload(files, pdf('kept.pdf'));
      const refused = await draft.owner.upload(files.replace('BUSINESS_LICENCE', 'NO_SUCH_ITEM'), pdf('refused.pdf'));
      expect([kept.status, refused.body['code']]).toEqual([201, 'ITEM_UNKNOWN']);
      const incoming = await line.db.sql.rows<{ sha256: string }>('SELECT sha256 FROM incoming_content');

      await line.db.asOwner(`UPDATE incoming_content SET at = at - interval '25 hours'`);
      expect(await run('contentSweep')).toEqual({ removed: 1 });
      const left = await Promise.all(incoming.map(({ sha256 }) => isStored(sha256)));
      expect(left.filter((stored) => !stored)).toHaveLength(1);
      expect((await draft.owner.get(`/files/${String(kept.body['fileId'])}`)).status).toBe(200);
    });
  });

  describe('beside its chores', () => {
    it('tells a substitute without being asked that what was planned has begun', async () => {
      const made = await appoint(line.db, LEADER, 'leader.county-0201', { from: inDays(1) });
      const id = z.uuid().parse(made.body['substitutionId']);
      await line.db.sql.run(`UPDATE substitution SET valid_from = now() WHERE id = $1`, [id]);
      const told = await eventually('the notice that it has begun', () =>
        line.db.sql.maybe<{ login: string }>(
          `SELECT a.login FROM message m JOIN account a ON a.id = m.account_id
         WHERE m.template = 'SUBSTITUTION_BEGUN' AND m.channel = 'IN_APP' AND m.params ->> 'substitutionId' = $1`,
          [id],
        ),
      );
      expect(told).toEqual({ login: 'leader.county-0201' });
    }, 60_000);
  });
});

function isStored(sha256: string): Promise<boolean> {
  const file = path.join(line.config.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  return stat(file).then(
    () => true,
    () => false,
  );
}
