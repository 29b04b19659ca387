import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Act } from '../../src/acts/act.ts';
import { activateChannel, refuseFacts, settlePartnerState } from '../../src/admission/outcome.ts';
import { inTransaction } from '../../src/persistence/tx.ts';
import { lockCase } from '../../src/acts/lock-case.ts';
import { ENGINE_AWAY, auditOf, companyId, givenSubmitted, startBody, startDraft } from '../http/admission/drafts.ts';
import { startApi, type TestApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
});
afterAll(async () => {
  await api.close();
});

/** One step of the system under the case's lock, as `closeCase` is. */
function asSystem<Result>(caseId: string, perform: (act: Act) => Promise<Result>): Promise<Result> {
  return inTransaction(api.db.pool, async (tx) => {
    const act = new Act(tx, await lockCase(tx, caseId), { id: null, kind: 'SYSTEM' }, 'system');
    const result = await perform(act);
    await act.flush();
    return result;
  });
}

async function partnerState(company: string): Promise<unknown> {
  const row = await api.db.sql.one('SELECT partner_state AS state FROM company WHERE id = $1', [
    await companyId(api, company),
  ]);
  return row['state'];
}

describe('activateChannel', () => {
  it('puts the channel of an application on record once, also when ten do it at the same time', async () => {
    const { caseId } = await givenSubmitted(api, {
      company: '0006',
      channelType: 'NON_EXCLUSIVE',
      address: '文化路9号',
    });
    const made = await Promise.all(
      Array.from({ length: 10 }, () => asSystem(caseId, (act) => activateChannel(act, caseId))),
    );
    made.push(await asSystem(caseId, (act) => activateChannel(act, caseId)));
    expect(made).toEqual(made.map(() => made[0]));
    const rows = await api.db.sql.rows(
      `SELECT h.id, h.code, h.state, h.type_code AS type, h.address, h.service_scope AS scope, h.company_id AS company, u.code AS unit,
         c.channel_id AS "channelOfCase", h.activated_at AS "activatedAt"
       FROM channel h JOIN unit u ON u.id = h.unit_id JOIN "case" c ON c.id = h.case_id WHERE h.case_id = $1`,
      [caseId],
    );
    expect(rows).toEqual([
      {
        id: made[0]?.channelId,
        channelOfCase: made[0]?.channelId,
        code: made[0]?.code,
        state: 'ACTIVE',
        type: 'NON_EXCLUSIVE',
        address: '文化路9号',
        scope: ['NEW_CUSTOMER', 'TOP_UP', 'TERMINAL_SALES'],
        company: await companyId(api, '0006'),
        unit: 'county-0101',
        activatedAt: expect.any(Date),
      },
    ]);
    expect(made[0]?.code).toMatch(/^QD/);
    expect(await partnerState('0006')).toBe('PARTNER');
    expect((await auditOf(api, caseId)).filter((action) => action === 'CHANNEL_ACTIVATED')).toHaveLength(1);
  });
});

describe('refuseFacts', () => {
  it('gives the reasons, the day to apply again, and where to object until when', async () => {
    const { caseId, owner } = await givenSubmitted(api, { company: '0008' });
    const facts = await asSystem(caseId, (act) =>
      refuseFacts(act, caseId, { reasonCode: 'NOT_QUALIFIED', reason: '注册资本不足㛃𠮷' }),
    );
    expect(facts).toMatchObject({
      reasons: [
        { zh: '不符合准入资质', en: 'The qualification is not met' },
        { zh: '注册资本不足㛃𠮷', en: '注册资本不足㛃𠮷' },
      ],
      objectionUntil: expect.any(String),
      contactZh: expect.stringContaining('合规部'),
      contactEn: expect.stringContaining('Compliance'),
    });
    const months = (new Date(facts.reapplyFrom ?? 0).getTime() - Date.now()) / 86_400_000;
    expect(months).toBeGreaterThan(180);
    expect(months).toBeLessThan(185);
    await api.db.asOwner(`UPDATE "case" SET state = 'REJECTED', closed_at = now() WHERE id = $1`, [caseId]);
    const read = await owner.get(`/applications/${caseId}`);
    expect(read.body).toMatchObject({ reapplyFrom: facts.reapplyFrom, editable: false });
    const again = await owner.post('/applications', await startBody(api, { company: '0008' }));
    expect(again.body).toMatchObject({ code: 'REAPPLY_TOO_EARLY', facts: { from: facts.reapplyFrom } });
  });

  it('lets a company apply again at once where only material was missing', async () => {
    const { caseId } = await givenSubmitted(api, { company: '0009' });
    const facts = await asSystem(caseId, (act) => refuseFacts(act, caseId, { reasonCode: 'MATERIAL_MISSING' }));
    expect(facts.reapplyFrom).toBeNull();
    await api.db.asOwner(`UPDATE "case" SET state = 'REJECTED', closed_at = now() WHERE id = $1`, [caseId]);
    await expect(startDraft(api, { company: '0009' })).resolves.toMatchObject({ number: expect.any(String) });
  });

  it('peers 12: says that the system refused because nobody decided in time, and lets the company apply again at once', async () => {
    const { caseId } = await givenSubmitted(api, { company: '0011' });
    const facts = await asSystem(caseId, (act) => refuseFacts(act, caseId, { reasonCode: 'BY_TIME_REJECTED' }));
    expect(facts.reasons).toEqual([
      { zh: '无人在期限内办理，系统自动驳回', en: 'Refused automatically, because nobody decided in time' },
    ]);
    expect(facts.reapplyFrom).toBeNull();
  });

  it.each(['BLACKLISTED', 'CREDIT_CODE_INVALID', 'DUPLICATE_APPLICATION'])(
    'has words for %s, with which a screening stops a case',
    async (reasonCode) => {
      const { caseId } = await givenSubmitted(api, { company: '0010' });
      const facts = await asSystem(caseId, (act) => refuseFacts(act, caseId, { reasonCode }));
      expect(facts.reasons).toHaveLength(1);
    },
  );
});

describe('settlePartnerState', () => {
  it('makes a company nobody waits for no applicant any more, and leaves the others', async () => {
    const one = await givenSubmitted(api, { company: '0012' });
    const other = await givenSubmitted(api, { company: '0012' });
    const company = await companyId(api, '0012');
    await api.db.asOwner(`UPDATE company SET partner_state = 'APPLICANT' WHERE id = $1`, [company]);
    const end = (caseId: string) =>
      asSystem(caseId, async (act) => {
        await act.tx.run(`UPDATE "case" SET state = 'WITHDRAWN', closed_at = now() WHERE id = $1`, [caseId]);
        await settlePartnerState(act.tx, company);
      });
    await end(one.caseId);
    expect(await partnerState('0012')).toBe('APPLICANT');
    await end(other.caseId);
    expect(await partnerState('0012')).toBe('NONE');
    await api.db.asOwner(`UPDATE company SET partner_state = 'PARTNER' WHERE id = $1`, [company]);
    await asSystem(one.caseId, (act) => settlePartnerState(act.tx, company));
    expect(await partnerState('0012')).toBe('PARTNER');
  });
});
