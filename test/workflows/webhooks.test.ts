import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../scripts/parts/machine/wait.ts';
import { COUNTY_LEADER, givenReviewed, startLine, type Line } from '../support/line.ts';
import { startReceiver, type Receiver } from '../webhooks/receiver.ts';

describe.each([
  ['with its cache', undefined],
  ['replaying every task', 0],
])('the standing workflow of the webhooks on a worker %s', (_title, maxCachedWorkflows) => {
  let line: Line;
  let receiver: Receiver;
  beforeAll(async () => {
    line = await startLine(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows });
    receiver = await startReceiver();
  });
  afterAll(async () => {
    await line.close();
    await receiver.close();
  });

  it('tells a receiver what happens to a case, from handing in to its withdrawal', async () => {
    const administrator = await line.as('administrator.province');
    const events = ['case.submitted', 'case.phase', 'task.opened', 'task.decided', 'case.closing', 'case.closed'];
    await administrator.post('/webhooks', { name: '办公系统', url: receiver.url, events });
    const one = await givenReviewed(line);
    await one.decide(COUNTY_LEADER, 'county_leader', { outcome: 'APPROVE' });
    await one.owner.post(`/cases/${one.caseId}/withdrawal`);
    const words = () => receiver.received.map(({ at }) => at.event);
    expect(await waitUntil(() => Promise.resolve(words().includes('case.closed')), { timeout: 45_000 })).toBe(true);
    expect(words().filter((word) => word.startsWith('case.') || word === 'task.decided')).toEqual([
      'case.submitted',
      'case.phase',
      'case.phase',
      'task.decided',
      'case.phase',
      'task.decided',
      'case.closing',
      'case.closed',
    ]);
    const told = receiver.received.map(({ body }) => body).join();
    expect(told).not.toMatch(/[\u4e00-\u9fff]|@example/);
  });
});
