import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runAct } from '../../../../src/acts/run-act.ts';
import { verifyAudit } from '../../../../src/audit/verify.ts';
import { STAGE_MODES } from '../../../../src/domain/routes/route.ts';
import { declareConflict } from '../../../../src/tasks/conflicts/declare-conflict.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { actorOf, CITY_LEADER, LEADER, REVIEWER, type OfficeCase, type StageWish } from '../../office.ts';
import { askedOf, given, givenRoster, idOf } from './people.ts';

type Rule = NonNullable<StageWish['approvers']>[number];

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await givenRoster(db, 'GROUP', 'county-0101', 'PANEL', [LEADER, REVIEWER]);
  await givenRoster(db, 'POST', 'city-01', 'EMPTY', []);
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

const anyRule: fc.Arbitrary<Rule> = fc.constantFrom<Rule[]>(
  { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
  { kind: 'ROLE', role: 'LEGAL_REVIEWER', unit: 'COUNTY' },
  { kind: 'UNIT_ROLE', role: 'LEADER', above: 1 },
  { kind: 'GROUP', code: 'PANEL' },
  { kind: 'GROUP', code: 'NO_SUCH_GROUP' },
  { kind: 'POST', code: 'EMPTY', unit: 'CITY' },
  { kind: 'HEAD', unit: 'OWN' },
  { kind: 'SUPERIOR', ofStage: 's0' },
  { kind: 'SUPERIOR', ofStage: 's0', nth: 9 },
  { kind: 'DECIDER', stage: 's0' },
  { kind: 'PERSON', account: '00000000-0000-7000-8000-000000000000' },
);

const anyStage = fc.record({
  approvers: fc.array(anyRule, { minLength: 1, maxLength: 3 }),
  fallback: fc.array(anyRule, { maxLength: 1 }),
  mode: fc.constantFrom(...STAGE_MODES),
  passPercent: fc.integer({ min: 1, max: 100 }),
  excludes: fc.subarray(['s0']),
  onNobody: fc.constantFrom('ADMINISTRATOR' as const, 'SUPERIOR' as const, 'PASS' as const, 'REJECT' as const),
  onRepeat: fc.constantFrom('AGAIN' as const, 'SKIP' as const, 'SUPERIOR' as const),
  onConflict: fc.constantFrom('EXCLUDE' as const, 'SUPERIOR' as const),
});

const anyConflicts = fc.array(fc.constantFrom(LEADER, REVIEWER, CITY_LEADER), { maxLength: 3 });

async function declare(one: OfficeCase, login: string): Promise<void> {
  const [actor, accountId] = [await actorOf(db, login), await idOf(db, login)];
  const request = { actor, key: randomUUID(), hash: 'h', channel: 'api', caseId: one.id } as const;
  const declaration = { accountId, subject: { caseId: one.id }, relation: 'OTHER', note: undefined } as const;
  const { code } = await runAct(db.pool, request, (act) => declareConflict(act, declaration));
  expect(['DONE', 'ALREADY_DECLARED']).toContain(code);
}

/** Offers to people by name whom something excludes. */
async function barredOffers(one: OfficeCase): Promise<unknown[]> {
  return db.sql.rows(
    `SELECT c.id FROM task t JOIN task_candidate c ON c.task_id = t.id AND c.open JOIN stage_exclusion x ON x.stage_id = t.stage_id AND x.account_id = c.account_id
     WHERE t.case_id = $1`,
    [one.id],
  );
}

describe('whatever the rules, the exclusions and the declared conflicts', () => {
  it('an open stage has somebody who may act, or its phase has ended; and nobody barred is asked', async () => {
    await fc.assert(
      fc.asyncProperty(anyStage, anyConflicts, async (stage, conflicts) => {
        const first: StageWish = { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }] };
        const one = await given(db, first, { ...stage, after: ['s0'] });
        await one.approve(LEADER, 's0');
        for (const login of conflicts) await declare(one, login);
        const { phaseOutcome } = await one.state();
        const live = await one.live();
        expect(live.length > 0).toBe(phaseOutcome === null);
        if (live.length > 0) expect(await askedOf(db, one, 's1')).not.toEqual([]);
        expect(await barredOffers(one)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  }, 120_000);
});
