import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, givenApplication, startLine, type Line, type LineCase } from '../support/line.ts';
import { passReview } from './case-driver.ts';
import { expectSound } from './invariants.ts';

describe('a step of the system that keeps failing', () => {
  let line: Line;
  beforeAll(async () => {
    line = await startLine();
  }, 120_000);
  afterAll(() => line.close());

  /** Why the case is shown as stuck; empty when it is not. */
  async function stuckFor({ caseId }: Pick<LineCase, 'caseId'>): Promise<string[]> {
    const auditor = await line.as('auditor.province');
    const { body } = await auditor.get<{ items: { caseId: string; reason: string }[] }>('/health/stuck-cases');
    return body.items.filter((item) => item.caseId === caseId).map(({ reason }) => reason);
  }

  it('is a screening: health shows its case, which goes on when the fault is mended', async () => {
    await line.db.asOwner('REVOKE INSERT ON screening_check FROM qudao_app');
    const one = await givenApplication(line);
    await eventually('the phase of the screening', async () =>
      (await one.phases()).includes('SCREENING') ? true : undefined,
    );
    expect(await stuckFor(one)).toEqual([]);
    await line.db.asOwner(`UPDATE phase SET opened_at = opened_at - interval '2 minutes' WHERE case_id = $1`, [
      one.caseId,
    ]);
    await line.db.asOwner(`UPDATE outbox SET created_at = created_at - interval '2 minutes' WHERE case_id = $1`, [
      one.caseId,
    ]);

    await eventually('the case among the stuck', async () =>
      (await stuckFor(one)).includes('PHASE_WITHOUT_STAGE') ? true : undefined,
    );
    await line.db.asOwner('GRANT INSERT ON screening_check TO qudao_app');
    await one.reaches('MATERIAL_REVIEW');
    expect(await stuckFor(one)).toEqual([]);
  }, 240_000);

  it('is the opening of a phase: the decision stands, health shows its case, which goes on when the fault is mended', async () => {
    const one = await givenApplication(line, { company: '0002' });
    await one.task('material_review');
    await line.db.asOwner('REVOKE INSERT ON phase FROM qudao_app');
    expect((await passReview(line, one)).body).toMatchObject({ phaseOutcome: 'APPROVED', progress: 'PENDING' });
    await line.db.asOwner(`UPDATE outbox SET created_at = created_at - interval '2 minutes' WHERE case_id = $1`, [
      one.caseId,
    ]);
    await line.db.asOwner(`UPDATE phase SET over_at = over_at - interval '2 minutes' WHERE case_id = $1`, [one.caseId]);

    // Which of both depends on whether the engine still waits for the step's answer.
    expect(['WAKE_NOT_DELIVERED', 'PHASE_WITHOUT_SUCCESSOR']).toContain((await stuckFor(one))[0]);
    await line.db.asOwner('GRANT INSERT ON phase TO qudao_app');
    await one.task('county_leader');
    await eventually('the case among the stuck no more', async () =>
      (await stuckFor(one)).length === 0 ? true : undefined,
    );
    await expectSound(line.db);
  }, 240_000);
});
