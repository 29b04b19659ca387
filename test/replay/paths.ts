import { z } from 'zod';
import { RouteBody } from '../../src/domain/routes/route.ts';
import {
  approve,
  approveByLeaders,
  CITY_LEADER,
  CONTRACT_OFFICER,
  COUNTY_LEADER,
  eventually,
  expectDone,
  givenApplication,
  givenReviewed,
  issueContract,
  passReview,
  returnForItem,
  REVIEWER,
  RISK_OFFICER,
  sign,
  supplement,
  type Line,
  type LineCase,
} from '../support/line.ts';
import type { Answer } from '../support/api.ts';
import { republish } from '../tasks/office.ts';

const REASON = '需要重新核对';
const TO_REVIEW = { outcome: 'RETURN', returnTo: 'material_review', reason: REASON };

/** What Schedules start every day, and the workflow behind each. */
export const DAILY = {
  'audit-anchor': 'auditAnchor',
  'lapsed-claims': 'lapsedClaims',
  'content-sweep': 'contentSweep',
  reminders: 'reminders',
  digests: 'digests',
} as const;

/** Every path of the admission that leaves another trace in its history. Those that end do so here; the others stay open. */
export const PATHS: Readonly<Record<string, (line: Line) => Promise<LineCase>>> = {
  async approved(line) {
    const one = await givenReviewed(line);
    await approveByLeaders(one);
    await expectDone(await issueContract(line, one));
    await expectDone(await sign(line, one, CONTRACT_OFFICER, 'operator_sign'));
    await expectDone(await sign(line, one, 'signer.0001@example.com', 'partner_sign'));
    await one.result();
    return one;
  },

  async supplemented(line) {
    const one = await givenApplication(line);
    await expectDone(await returnForItem(line, one, REASON));
    await expectDone(await supplement(one));
    await expectDone(await passReview(line, one));
    return one;
  },

  async 'returned-forward'(line) {
    const one = await givenReviewed(line);
    await expectDone(await one.decide(COUNTY_LEADER, 'county_leader', TO_REVIEW));
    await expectDone(await passReview(line, one));
    await approve(one, 'county_leader');
    return one;
  },

  async 'returned-straight-back'(line) {
    const one = await givenReviewed(line);
    await approve(one, 'county_leader');
    await expectDone(await one.decide(CITY_LEADER, 'city_leader', { ...TO_REVIEW, resume: 'BACK' }));
    await expectDone(await passReview(line, one));
    await approve(one, 'city_leader');
    return one;
  },

  async 'approval-taken-back'(line) {
    const one = await givenApplication(line);
    const decided = await passReview(line, one);
    await takeBack(line, REVIEWER, decided);
    await expectDone(await passReview(line, one));
    await approve(one, 'county_leader');
    return one;
  },

  async 'return-taken-back'(line) {
    const one = await givenReviewed(line);
    await takeBack(line, COUNTY_LEADER, await one.decide(COUNTY_LEADER, 'county_leader', TO_REVIEW));
    await approve(one, 'county_leader');
    return one;
  },

  async 'contract-taken-back'(line) {
    const one = await givenReviewed(line);
    await approveByLeaders(one);
    const released = await issueContract(line, one);
    await one.task('operator_sign');
    await takeBack(line, CONTRACT_OFFICER, released);
    await one.task('contract_draft');
    return one;
  },

  async rejected(line) {
    const one = await givenReviewed(line, { company: '0002' });
    const refusal = { outcome: 'REJECT', reasonCode: 'NOT_QUALIFIED', reason: REASON };
    await expectDone(await one.decide(COUNTY_LEADER, 'county_leader', refusal));
    await one.result();
    return one;
  },

  async expired(line) {
    const window = { n: 3, unit: 'SECOND' };
    const one = await under(line, 'PROCESS_POLICY', 'ADMISSION', (body) => ({
      ...body,
      supplement: { window, remindBefore: [{ n: 1, unit: 'SECOND' }] },
    }))(() => givenApplication(line));
    await expectDone(await returnForItem(line, one, REASON));
    await one.result();
    return one;
  },

  async overdue(line) {
    const one = await under(line, 'ROUTE', 'admission-full', dueInASecond('county_leader'))(() => givenReviewed(line));
    await eventually('the overdue task', async () => {
      const overdue = 'SELECT FROM task WHERE case_id = $1 AND overdue_at IS NOT NULL';
      return line.db.sql.maybe(overdue, [one.caseId]);
    });
    await expectDone(await one.decide(CITY_LEADER, 'county_leader', { outcome: 'APPROVE' }));
    return one;
  },

  async withdrawn(line) {
    const one = await givenReviewed(line);
    await expectDone(await one.owner.post(`/cases/${one.caseId}/withdrawal`));
    await one.result();
    return one;
  },

  async canceled(line) {
    const one = await givenReviewed(line);
    await repair(line, one, 'cancellation', {});
    await one.result();
    return one;
  },

  async moved(line) {
    const one = await givenReviewed(line);
    await approveByLeaders(one);
    await expectDone(await issueContract(line, one));
    await one.task('operator_sign');
    await repair(line, one, 'move', { phase: 'MATERIAL_REVIEW' });
    await expectDone(await passReview(line, one));
    await approve(one, 'county_leader');
    await repair(line, one, 'move', { phase: 'LEADER_APPROVAL' });
    await approve(one, 'county_leader');
    return one;
  },

  /** The history of its second generation. */
  async woken(line) {
    const one = await givenReviewed(line);
    await expectDone(await one.owner.post(`/cases/${one.caseId}/withdrawal`));
    await one.result();
    await repair(line, one, 'wake', { phase: 'LEADER_APPROVAL' });
    await approve(one, 'county_leader');
    const workflow = line.client.workflow.getHandle(`admission:${one.caseId}:2`);
    return { ...one, workflow, result: () => workflow.result(), history: () => workflow.fetchHistory() };
  },

  async blocked(line) {
    await line.db.sql.run(
      `UPDATE company SET legal_rep_id_hash = (SELECT person_id_hash FROM blacklist_entry WHERE subject_kind = 'PERSON' ORDER BY name LIMIT 1)
       WHERE id = (SELECT m.company_id FROM company_member m JOIN account a ON a.id = m.account_id WHERE a.login = 'owner.0003@example.com')`,
    );
    const one = await givenApplication(line, { company: '0003' });
    await one.result();
    return one;
  },

  /** The credit registry does not know company 0010. */
  async 'screened-by-hand'(line) {
    const one = await givenApplication(line, { company: '0010' });
    const pass = { outcome: 'APPROVE', reasonCode: 'CREDIT_PROVEN' };
    const passed = await one.decide(RISK_OFFICER, 'screening_decision', pass);
    await one.task('material_review');
    await takeBack(line, RISK_OFFICER, passed);
    await expectDone(
      await one.decide(RISK_OFFICER, 'screening_decision', {
        outcome: 'REJECT',
        reasonCode: 'BAD_CREDIT',
        reason: REASON,
      }),
    );
    await one.result();
    return one;
  },
};

export async function takeBack(line: Line, login: string, decided: Answer): Promise<Answer> {
  await expectDone(decided);
  const { decisionId } = z.object({ decisionId: z.uuid() }).parse(decided.body);
  const answer = await (await line.as(login)).post(`/decisions/${decisionId}/taking-back`);
  await expectDone(answer);
  return answer;
}

async function repair(line: Line, { caseId }: LineCase, how: string, body: object): Promise<void> {
  const admin = await line.as('administrator.province');
  await expectDone(await admin.post(`/cases/${caseId}/${how}`, { reason: REASON, ...body }));
}

/** Cases begun in the work run under a changed rule; those after it under the usual one again. */
export function under(line: Line, kind: string, key: string, change: (body: object) => object) {
  return async <T>(work: () => Promise<T>): Promise<T> => {
    let usual: object = {};
    await republish(line.db, kind, key, (body) => {
      usual = body;
      return change(body);
    });
    try {
      return await work();
    } finally {
      await republish(line.db, kind, key, () => usual);
    }
  };
}

/** The route with this stage due one second after it opens. */
export const dueInASecond =
  (key: string) =>
  (body: object): object => {
    const route = RouteBody.parse(body);
    const phases = Object.entries(route.phases).map(([name, { stages }]) => [
      name,
      { stages: stages.map((stage) => (stage.key === key ? { ...stage, due: { n: 1, unit: 'SECOND' } } : stage)) },
    ]);
    return { ...route, phases: Object.fromEntries(phases) as object };
  };
