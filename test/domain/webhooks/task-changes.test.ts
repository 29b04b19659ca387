import { describe, expect, it } from '@jest/globals';
import { taskChanges, type TaskMark } from '../../../src/domain/webhooks/task-changes.ts';

const DUE = new Date('2026-12-01T00:00:00Z');
const open: TaskMark = {
  id: 't1',
  caseId: 'c1',
  stage: 'a',
  state: 'OPEN',
  hold: null,
  dueAt: DUE,
  overdueAt: null,
};
const waiting: TaskMark = { ...open, state: 'SUSPENDED' };
const SAME = { taskId: 't1', stage: 'a', bySystem: false };
const told = (before: TaskMark, after: Partial<TaskMark>) =>
  taskChanges([before], [{ ...before, ...after }], false).map(({ event, data }) => [event, data]);

describe('what an act did to a task', () => {
  it.each<[string, TaskMark, Partial<TaskMark>, [string, object]]>([
    ['superseded', open, { state: 'SUPERSEDED', overdueAt: DUE }, ['task.ended', { reason: 'SUPERSEDED' }]],
    ['canceled while it waited', waiting, { state: 'CANCELED' }, ['task.ended', { reason: 'CANCELED' }]],
    ['waits for the applicant', open, { state: 'SUSPENDED' }, ['task.suspended', { waitsFor: 'APPLICANT' }]],
    ['waits for its turn', open, { state: 'SUSPENDED', hold: 'TURN' }, ['task.suspended', { waitsFor: 'TURN' }]],
    ['goes on', waiting, { state: 'CLAIMED' }, ['task.resumed', { dueAt: DUE.toISOString() }]],
    ['is late', open, { overdueAt: DUE }, ['task.overdue', { dueAt: DUE.toISOString() }]],
    ['has another day', open, { dueAt: new Date(0) }, ['task.redated', { dueAt: '1970-01-01T00:00:00.000Z' }]],
    ['has no deadline any more', open, { dueAt: null }, ['task.redated', {}]],
  ])('is told once: %s', (_title, before, after, [event, facts]) => {
    expect(told(before, after)).toEqual([[event, { ...SAME, ...facts }]]);
  });

  it.each<[string, TaskMark, Partial<TaskMark>]>([
    ['nothing', open, { dueAt: new Date(DUE) }],
    ['a claim', open, { state: 'CLAIMED' }],
    ['a decision, which has its own event', open, { state: 'DONE', overdueAt: DUE }],
    ['another wait', waiting, { hold: 'TURN', dueAt: null }],
    ['a turn that came, which is told as opened', { ...waiting, hold: 'TURN' }, { state: 'OPEN' }],
  ])('is not told: %s', (_title, before, after) => {
    expect(told(before, after)).toEqual([]);
  });
});
