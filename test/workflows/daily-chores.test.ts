import { stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDraft } from '../http/admission/drafts.ts';
import { pdf } from '../http/admission/samples.ts';
import { startLine, type Line } from '../support/line.ts';

let line: Line;
beforeAll(async () => {
  line = await startLine();
}, 120_000);
afterAll(() => line.close());

const run = (workflowType: string): Promise<unknown> => {
  const { taskQueue } = line.config.temporal;
  return line.client.workflow.execute(workflowType, {
    workflowId: `${workflowType}:${taskQueue}:now`,
    taskQueue,
    args: [],
  });
};

describe('the daily chores', () => {
  it('are scheduled, each under its own name', async () => {
    const { taskQueue } = line.config.temporal;
    for (const name of ['audit-anchor', 'content-sweep']) {
      const { spec, action } = await line.client.schedule.getHandle(`${name}:${taskQueue}`).describe();
      expect({ zone: spec.timezone, queue: action.taskQueue }).toEqual({ zone: 'Asia/Shanghai', queue: taskQueue });
    }
  });

  it('remove the bytes of a refused upload a day later, and none that a file refers to', async () => {
    const draft = await startDraft(line);
    const files = `/applications/${draft.caseId}/items/BUSINESS_LICENCE/files`;
    const kept = await draft.owner.upload(files, pdf('kept.pdf'));
    const refused = await draft.owner.upload(files.replace('BUSINESS_LICENCE', 'NO_SUCH_ITEM'), pdf('refused.pdf'));
    expect([kept.status, refused.body['code']]).toEqual([201, 'ITEM_UNKNOWN']);
    const incoming = await line.db.sql.rows<{ sha256: string }>('SELECT sha256 FROM incoming_content');
    expect(incoming).toHaveLength(2);

    await line.db.asOwner(`UPDATE incoming_content SET at = at - interval '25 hours'`);
    expect(await run('contentSweep')).toEqual({ removed: 1 });
    const left = await Promise.all(incoming.map(({ sha256 }) => isStored(sha256)));
    expect(left.filter(Boolean)).toHaveLength(1);
    expect((await draft.owner.get(`/files/${String(kept.body['fileId'])}`)).status).toBe(200);
  });
});

function isStored(sha256: string): Promise<boolean> {
  const file = path.join(line.config.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  return stat(file).then(
    () => true,
    () => false,
  );
}
