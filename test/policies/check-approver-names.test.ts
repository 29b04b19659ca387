import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RouteBody } from '../../src/domain/routes/route.ts';
import { checkApproverNames } from '../../src/policies/checks/check-approver-names.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { LEADER, OWNER, wish, type StageWish } from '../tasks/office.ts';
import { givenRoster, idOf } from '../tasks/people/approvers/people.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});

async function faults(stage: StageWish): Promise<string[]> {
  const route = RouteBody.parse({ process: 'ADMISSION', phases: { REVIEW: { stages: [wish('a', stage)] } } });
  const found = await checkApproverNames({ tx: db.sql, key: 'x', at: new Date() }, route);
  return found.map(({ level, code, path, facts }) => `${level} ${code} ${path} ${JSON.stringify(facts['name'])}`);
}

describe('what a route names', () => {
  it('is there', async () => {
    await givenRoster(db, 'GROUP', 'county-0101', 'PANEL', [LEADER]);
    const approvers: NonNullable<StageWish['approvers']> = [
      { kind: 'PERSON', account: await idOf(db, LEADER) },
      { kind: 'DEPARTMENT_HEAD', department: 'province-legal' },
      { kind: 'DEPARTMENT_HEAD', department: 'risk', unit: 'CITY' },
      { kind: 'GROUP', code: 'PANEL' },
      { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
    ];
    expect(await faults({ approvers })).toEqual([]);
  });

  it('is a person who may decide', async () => {
    const [nobody, owner, auditor] = [randomUUID(), await idOf(db, OWNER), await idOf(db, 'auditor.province')];
    const approvers = [nobody, owner, auditor].map((account) => ({ kind: 'PERSON' as const, account }));
    const path = 'phases.REVIEW.stages.0.approvers';
    expect(await faults({ approvers })).toEqual(
      [nobody, owner, auditor].map((id) => `ERROR PERSON_UNKNOWN ${path} "${id}"`),
    );
  });

  it('is a department by the whole of its code, or by its end where a level is given', async () => {
    const approvers = [
      { kind: 'DEPARTMENT_HEAD' as const, department: 'risk' },
      { kind: 'DEPARTMENT_HEAD' as const, department: 'gardening', unit: 'CITY' as const },
    ];
    expect((await faults({ approvers })).map((word) => word.split(' ')[1])).toEqual([
      'DEPARTMENT_UNKNOWN',
      'DEPARTMENT_UNKNOWN',
    ]);
  });

  it('may be a post or group that is still to be made, wherever the rule stands', async () => {
    const inner = { kind: 'POST' as const, code: 'CHIEF', unit: 'CITY' as const };
    const stage: StageWish = {
      approvers: [
        {
          kind: 'BY_FACTS',
          rows: [{ when: {}, approvers: [{ kind: 'CHOSEN_BY_APPLICANT', from: [inner] }] }],
          otherwise: [inner],
        },
      ],
      fallback: [{ kind: 'GROUP', code: 'NOBODY' }],
    };
    expect((await faults(stage)).map((word) => word.split(' ').slice(0, 3).join(' '))).toEqual([
      'WARNING POST_UNKNOWN phases.REVIEW.stages.0.approvers',
      'WARNING POST_UNKNOWN phases.REVIEW.stages.0.approvers',
      'WARNING GROUP_UNKNOWN phases.REVIEW.stages.0.fallback',
    ]);
  });
});
