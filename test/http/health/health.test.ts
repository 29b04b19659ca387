import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';
import { givenSubmitted } from '../admission/drafts.ts';

describe('the health of the product', () => {
  let api: TestApi;
  beforeAll(async () => {
    // Nobody listens there: the engine is away for this whole file.
    api = await startApi({ environment: { TEMPORAL_ADDRESS: '127.0.0.1:9' } });
  });
  afterAll(() => api.close());

  it('shows that the engine is away and what waits for it', async () => {
    const { caseId } = await givenSubmitted(api);
    const administrator = await api.as('administrator.province');
    const { status, body } = await administrator.get('/health');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      engine: 'AWAY',
      cases: { open: 1, preparing: 1 },
      outbox: { waiting: 1 },
      dueActs: { late: 0, failing: 0 },
      mail: { failed: 0 },
      calendar: { knownUntil: '2026-12-31' },
    });

    await api.db.sql.run(
      `UPDATE outbox SET created_at = created_at - interval '5 minutes', last_error = 'unavailable' WHERE case_id = $1`,
      [caseId],
    );
    const stuck = await administrator.get<{ items: object[] }>('/health/stuck-cases');
    expect(stuck.body.items).toEqual([
      expect.objectContaining({ caseId, reason: 'WAKE_NOT_DELIVERED', error: 'unavailable', state: 'SUBMITTED' }),
    ]);
  });

  it('shows a case whose phase has no successor, and a due act that fails', async () => {
    const { caseId } = await givenSubmitted(api, { company: '0002' });
    await api.db.sql.run(
      'UPDATE outbox SET delivered_at = now(), created_at = created_at - interval $$10 minutes$$ WHERE case_id = $1',
      [caseId],
    );
    await api.db.sql.run(
      `INSERT INTO phase (case_id, seq, generation, name, state, outcome, opened_at, over_at)
       VALUES ($1, 1, 1, 'SCREENING', 'OVER', 'PASSED', now() - interval '9 minutes', now() - interval '8 minutes')`,
      [caseId],
    );
    await api.db.sql.run(
      `INSERT INTO due_act (case_id, generation, kind, at, attempts, last_error) VALUES ($1, 1, 'REMIND', now() + interval '1 hour', 2, 'no template')`,
      [caseId],
    );
    const auditor = await api.as('auditor.province');
    const { body } = await auditor.get<{ items: { caseId: string; reason: string }[] }>('/health/stuck-cases');
    const reasons = body.items.filter((item) => item.caseId === caseId).map(({ reason }) => reason);
    expect(reasons.sort()).toEqual(['DUE_ACT_FAILING', 'PHASE_WITHOUT_SUCCESSOR']);
  });

  it('shows a case whose first phase never opened, and an instant that passed without its act', async () => {
    const { caseId } = await givenSubmitted(api, { company: '0003' });
    const auditor = await api.as('auditor.province');
    const reasons = async () => {
      const { body } = await auditor.get<{ items: { caseId: string; reason: string }[] }>('/health/stuck-cases');
      return body.items.filter((item) => item.caseId === caseId).map(({ reason }) => reason);
    };
    const stuck = async () => (await auditor.get<{ cases: { stuck: number } }>('/health')).body.cases.stuck;
    await api.db.sql.run('UPDATE outbox SET delivered_at = now() WHERE case_id = $1', [caseId]);
    const before = await stuck();
    expect(await reasons()).toEqual([]);

    await api.db.sql.run(`UPDATE "case" SET submitted_at = submitted_at - interval '2 minutes' WHERE id = $1`, [
      caseId,
    ]);
    expect(await reasons()).toEqual(['PHASE_NOT_OPENED']);
    await api.db.sql.run(
      `INSERT INTO due_act (case_id, generation, kind, at) VALUES ($1, 1, 'REMIND', now() - interval '2 minutes'), ($1, 1, 'DUE', now())`,
      [caseId],
    );
    expect((await reasons()).sort()).toEqual(['DUE_ACT_LATE', 'PHASE_NOT_OPENED']);
    expect(await stuck()).toBe(before + 1);
  });

  it('is nobody else’s business', async () => {
    const leader = await api.as('leader.province');
    expect((await leader.get('/health')).status).toBe(403);
    expect((await api.anonymous().get('/health')).status).toBe(401);
  });
});
