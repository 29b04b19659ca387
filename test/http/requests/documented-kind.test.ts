import fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repositoryRoot } from '../../../scripts/parts/machine/repository.ts';
import { decide, endOf, expectDone, submitted, taskOf, viewOf, type RequestView } from '../../requests/request-case.ts';
import { startLine, type Line } from '../../support/line.ts';
import { companyId } from '../admission/drafts.ts';

let line: Line;
beforeAll(async () => {
  line = await startLine();
}, 120_000);
afterAll(() => line.close());

async function documented(): Promise<Record<string, unknown>> {
  const text = await fs.readFile(path.join(repositoryRoot, 'docs/requests.md'), 'utf8');
  return JSON.parse(/```json\n([\s\S]*?)\n```/.exec(text)?.[1] ?? '') as Record<string, unknown>;
}

describe('the kind that docs/requests.md makes from scratch', () => {
  it('is published by two administrators and runs from asking to done, without code', async () => {
    const [author, publisher] = [await line.as('administrator.province'), await line.as('administrator-2.province')];
    const body = await documented();
    const draft = await expectDone(
      author.post<{ id: string; version: number }>('/policy-versions', { kind: 'REQUEST_KIND', key: 'MATERIAL', body }),
    );
    const { id, version } = draft.body;
    const handedOver = await expectDone(
      author.post<{ version: number }>(`/policy-versions/${id}/submit`, undefined, { etag: version }),
    );
    await expectDone(publisher.post(`/policy-versions/${id}/publish`, {}, { etag: handedOver.body.version }));

    const company = await companyId(line, '0001');
    const values = { material: 'SIGN', quantity: 1, size: '4.2 × 1.1 米' };
    const { caseId, number, asker } = await submitted(line, 'operator.0001@example.com', {
      kind: 'MATERIAL',
      companyId: company,
      values,
    });
    expect(number).toMatch(/^WL-/);
    await expectDone(decide(line, caseId, 'channel-manager.county-0101', 'manager', { outcome: 'APPROVE' }));
    const taskId = await taskOf(line, caseId, 'hand_out');
    const reviewer = await line.as('channel-reviewer.county-0101');
    const form = await expectDone(reviewer.get<RequestView>(`/tasks/${taskId}/form`));
    await expectDone(reviewer.put(`/tasks/${taskId}/form`, { values: { handedOut: 1 } }, { etag: form.body.version }));
    await expectDone(reviewer.post(`/tasks/${taskId}/decision`, { outcome: 'APPROVE' }));

    expect(await endOf(line, caseId)).toEqual({ state: 'DONE', outcome: 'DONE' });
    expect((await viewOf(asker, caseId)).values).toEqual({ ...values, handedOut: 1 });
  }, 90_000);

  it('with a mistake in it is not published', async () => {
    const author = await line.as('administrator.province');
    const body = { ...(await documented()), amountField: 'price' };
    const draft = await expectDone(
      author.post<{ id: string; version: number }>('/policy-versions', { kind: 'REQUEST_KIND', key: 'MATERIAL', body }),
    );
    const answer = await author.post(`/policy-versions/${draft.body.id}/submit`, undefined, {
      etag: draft.body.version,
    });

    expect(answer.body).toMatchObject({
      code: 'POLICY_INVALID',
      facts: { issues: [{ code: 'FIELD_UNKNOWN', path: 'amountField', facts: { field: 'price' } }] },
    });
  });
});
