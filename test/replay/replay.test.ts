import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { installRuntime } from '../../src/temporal/runtime.ts';
import { openTestDatabase, setting } from '../support/database.ts';
import { HISTORIES, inTheClear, olderNames, readHistory, recordedNames } from './histories.ts';
import { DAILY, PATHS } from './paths.ts';
import { REQUEST_PATHS } from './request-paths.ts';
import { SYSTEM_PATHS } from './system-paths.ts';
import { FORM } from '../http/admission/samples.ts';

const names = recordedNames();
const older = olderNames();

beforeAll(() => {
  installRuntime('silent');
});

describe('the committed histories', () => {
  it('are one for every significant path', () => {
    expect(names).toEqual(
      [
        ...Object.keys({ ...PATHS, ...SYSTEM_PATHS }).map((name) => `admission-${name}`),
        ...Object.keys(REQUEST_PATHS).map((name) => `request-${name}`),
        ...Object.keys(DAILY),
        'batch',
        'batch-continued',
        'batch-going-on',
        'messages',
        'replan-deadlines',
        'webhooks',
      ].sort(),
    );
  });

  it.each([...names, ...older])('%s can be finished by the code of today', async (name) => {
    const workflowBundle = { codePath: setting('TEST_WORKFLOW_BUNDLE') };

    await expect(Worker.runReplayHistory({ workflowBundle }, readHistory(name))).resolves.toBeUndefined();
  });

  it('are small and hold no personal data', async () => {
    const db = await openTestDatabase();
    const people = await db.sql.rows<{ words: string[] }>(
      `SELECT array_remove(ARRAY[a.name, a.login, a.phone, c.name, c.legal_rep_name, c.credit_code], NULL) AS words
       FROM account a LEFT JOIN company_member m ON m.account_id = a.id LEFT JOIN company c ON c.id = m.company_id`,
    );
    await db.close();
    expect(inTheClear(readHistory('admission-approved'))).toContain('"outcome":"APPROVED"');
    const words = new Set([...Object.values(FORM.contact), ...people.flatMap((person) => person.words)]);
    for (const name of [...names, ...older]) {
      expect(fs.statSync(path.join(HISTORIES, `${name}.json`)).size).toBeLessThan(100_000);
      const told = inTheClear(readHistory(name));
      expect(told).not.toMatch(/@example|[\u4e00-\u9fff]/);
      expect([...words].filter((word) => told.includes(word))).toEqual([]);
    }
  });
});

describe('a workflow whose order was changed', () => {
  it('cannot go on with a case that had begun', async () => {
    const workflowBundle = await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('other-order.ts', import.meta.url)),
      logger: new DefaultLogger('WARN'),
    });

    await expect(Worker.runReplayHistory({ workflowBundle }, readHistory('admission-approved'))).rejects.toBeInstanceOf(
      DeterminismViolationError,
    );
  });
});
