import type { WorkflowHandle } from '@temporalio/client';
import { companyId } from '../http/admission/drafts.ts';
import { decide, expectDone, LEAVE, submitted, taskOf, viewOf } from '../requests/request-case.ts';
import type { LineApi } from '../support/api.ts';
import type { Line } from '../support/line.ts';
import { under } from './paths.ts';

const ASKER = 'channel-reviewer.county-0101';
const SUPERIOR = 'leader.county-0101';
const leave = { kind: 'STAFF_LEAVE', values: LEAVE };
const APPROVE = { outcome: 'APPROVE' };

/** Every path of a request that leaves another trace in its history; what its form holds leaves none. All of them end. */
export const REQUEST_PATHS: Readonly<Record<string, (line: Line) => Promise<WorkflowHandle>>> = {
  async done(line) {
    const { caseId } = await submitted(line, ASKER, leave);
    await expectDone(decide(line, caseId, SUPERIOR, 'superior', APPROVE));
    return ended(line, caseId);
  },

  async rejected(line) {
    const { caseId } = await submitted(line, ASKER, leave);
    await expectDone(decide(line, caseId, SUPERIOR, 'superior', { outcome: 'REJECT', reason: '工作安排冲突' }));
    return ended(line, caseId);
  },

  async supplemented(line) {
    const { caseId, asker } = await submitted(line, ASKER, leave);
    await expectDone(
      decide(line, caseId, SUPERIOR, 'superior', { outcome: 'RETURN', returnTo: 'applicant', reason: '请缩短' }),
    );
    const taskId = await taskOf(line, caseId, 'supplement');
    const { version } = await viewOf(asker, caseId);
    const values = { ...LEAVE, lastDay: '2026-12-09' };
    await expectDone(asker.put(`/requests/${caseId}`, { values }, { etag: version }));
    await expectDone(asker.post(`/tasks/${taskId}/supplement`, { declaration: false }));
    await expectDone(decide(line, caseId, SUPERIOR, 'superior', APPROVE));
    return ended(line, caseId);
  },

  async withdrawn(line) {
    const { caseId, asker } = await submitted(line, ASKER, leave);
    await taskOf(line, caseId, 'superior');
    await expectDone(asker.post(`/cases/${caseId}/withdrawal`));
    return ended(line, caseId);
  },

  async canceled(line) {
    const { caseId } = await submitted(line, ASKER, leave);
    await taskOf(line, caseId, 'superior');
    const administrator = await line.as('administrator.province');
    await expectDone(administrator.post(`/cases/${caseId}/cancellation`, { reason: '经复核需要重新办理' }));
    return ended(line, caseId);
  },

  /** Two phases: a decision taken back, and a return, lead to the first again. */
  async 'gone-back'(line) {
    const { caseId } = await submitted(line, 'owner.0001@example.com', {
      kind: 'COMPANY_CHANGE',
      companyId: await companyId(line, '0001'),
      values: { items: ['PHONE'], newPhone: '0571-88880000' },
    });
    const reviewed = await expectDone(decide(line, caseId, ASKER, 'change_review', APPROVE));
    await taskOf(line, caseId, 'change_approval');
    const reviewer = await line.as(ASKER);
    await expectDone(reviewer.post(`/decisions/${String(reviewed.body['decisionId'])}/taking-back`));
    await expectDone(decide(line, caseId, ASKER, 'change_review', APPROVE));
    const back = { outcome: 'RETURN', returnTo: 'change_review', reason: '请复核' };
    await expectDone(decide(line, caseId, SUPERIOR, 'change_approval', back));
    await expectDone(decide(line, caseId, ASKER, 'change_review', APPROVE));
    await expectDone(decide(line, caseId, SUPERIOR, 'change_approval', APPROVE));
    return ended(line, caseId);
  },

  async expired(line) {
    const window = { n: 2, unit: 'SECOND' };
    const change = (body: object) => ({ ...body, supplement: { window } });
    const { caseId } = await under(line, 'REQUEST_KIND', 'STAFF_LEAVE', change)(() => submitted(line, ASKER, leave));
    const back = { outcome: 'RETURN', returnTo: 'applicant', reason: '请缩短' };
    await expectDone(decide(line, caseId, SUPERIOR, 'superior', back));
    return ended(line, caseId);
  },

  /** An administrator sets it back to the phase before, and to the start of the phase it is in. */
  async moved(line) {
    const { caseId } = await submitted(line, 'owner.0001@example.com', {
      kind: 'COMPANY_CHANGE',
      companyId: await companyId(line, '0001'),
      values: { items: ['PHONE'], newPhone: '0571-88880003' },
    });
    await expectDone(decide(line, caseId, ASKER, 'change_review', APPROVE));
    await taskOf(line, caseId, 'change_approval');
    await repair(line, caseId, 'move', 'REVIEW');
    await taskOf(line, caseId, 'change_review');
    await repair(line, caseId, 'move', 'REVIEW');
    await expectDone(decide(line, caseId, ASKER, 'change_review', APPROVE));
    await expectDone(decide(line, caseId, SUPERIOR, 'change_approval', APPROVE));
    return ended(line, caseId);
  },

  /** The history of its second generation. */
  async woken(line) {
    const { caseId } = await submitted(line, ASKER, leave);
    await expectDone(decide(line, caseId, SUPERIOR, 'superior', { outcome: 'REJECT', reason: '工作安排冲突' }));
    await ended(line, caseId);
    await repair(line, caseId, 'wake', 'REVIEW');
    await expectDone(decide(line, caseId, SUPERIOR, 'superior', APPROVE));
    return ended(line, caseId, 2);
  },

  /** What it brings about goes on after the case is closed. */
  async published(line) {
    const { caseId } = await submitted(line, ASKER, await promotion(line));
    await expectDone(decide(line, caseId, SUPERIOR, 'publication_approval', APPROVE));
    return ended(line, caseId);
  },
};

/** For everybody of the county's partners and its channel manager. */
export async function promotion({ db }: Pick<LineApi, 'db'>, wish: object = {}): Promise<object> {
  const { id } = await db.sql.one<{ id: string }>(`SELECT id FROM unit WHERE code = 'county-0101'`);
  const values = {
    ruleCode: 'PROMOTION_2026',
    title: '促销政策调整通知',
    body: '自即日起执行新的促销政策。',
    units: [id],
    roles: ['OWNER', 'OPERATOR', 'CHANNEL_MANAGER'],
    acknowledge: true,
    ...wish,
  };
  return { kind: 'RULE_PUBLICATION', values };
}

export async function repair(line: LineApi, caseId: string, how: 'move' | 'wake', phase: string): Promise<void> {
  const administrator = await line.as('administrator.province');
  await expectDone(administrator.post(`/cases/${caseId}/${how}`, { phase, reason: '经复核需要重新办理' }));
}

async function ended({ client }: Line, caseId: string, generation = 1): Promise<WorkflowHandle> {
  const workflow = client.workflow.getHandle(`request:${caseId}:${generation}`);
  await workflow.result();
  return workflow;
}
