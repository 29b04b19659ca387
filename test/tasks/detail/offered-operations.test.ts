import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OfferedOperation } from '../../../src/domain/tasks/offered-operations.ts';
import { delegateTask } from '../../../src/tasks/delegation/delegate.ts';
import { offeredOn } from '../../../src/tasks/detail/offered.ts';
import { readAtHand } from '../../../src/tasks/operations/at-hand.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  OWNER,
  publishRoute,
  REVIEWER,
  takeInHand,
  wish,
  type StageWish,
} from '../office.ts';
import { DAY, FINANCE, LEGAL, signedCase, type SignedCase } from '../signers/signers-kit.ts';
import { possible } from './attempts.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});

const PEOPLE = [LEADER, REVIEWER, CITY_LEADER, FINANCE, LEGAL, OWNER, 'administrator.province'];
const COLLEAGUE = 'construction-reviewer.province';
const BOTH: NonNullable<StageWish['approvers']> = [
  { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
  { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
];

/** Stage `a` under test, and beside it `asking`, which the city’s leader can return to the applicant. */
async function given(stage: StageWish = {}): Promise<SignedCase> {
  const routeId = await publishRoute(db, {
    REVIEW: {
      stages: [
        wish('a', { due: DAY, returnTo: ['applicant'], ...stage }),
        wish('asking', {
          approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }],
          returnTo: ['applicant'],
          excludes: ['a'],
        }),
        wish('b', { after: ['a', 'asking'], excludes: ['a'], approvers: BOTH }),
      ],
    },
  });
  const started = await givenCase(db, routeId);
  await started.open('REVIEW');
  return signedCase(db, started);
}

function buttons(operations: readonly OfferedOperation[]): string[] {
  return operations.flatMap((one) =>
    one.operation === 'DECIDE' ? one.outcomes.map(({ outcome }) => outcome) : [one.operation],
  );
}

const ELSEWHERE = new Set(['REMOVE_SIGNER', 'TAKE_BACK', 'SIGN']);

/** For everybody and every task of the case: what is offered is what can be done, no more and no less. */
async function expectRightButtons(one: SignedCase): Promise<string[]> {
  const { id: colleague } = await actorOf(db, COLLEAGUE);
  const tasks = await db.sql.rows<{ id: string; assignee: string | null }>(
    'SELECT id, assignee_id AS assignee FROM task WHERE case_id = $1 ORDER BY id',
    [one.id],
  );
  const all = new Set<string>();
  for (const login of PEOPLE) {
    const actor = await actorOf(db, login);
    for (const { id, assignee } of tasks) {
      const { operations } = await offeredOn(db.sql, await readAtHand(db.sql, id, actor.id), actor.id);
      const offered = buttons(operations).filter((name) => !ELSEWHERE.has(name));
      // Claiming what one has already is answered and changes nothing.
      const can = (await possible(db, actor, id, colleague)).filter(
        (name) => name !== 'CLAIM' || assignee !== actor.id,
      );
      expect({ login, task: id, buttons: offered.sort() }).toEqual({ login, task: id, buttons: can.sort() });
      for (const name of offered) all.add(name);
    }
  }
  return [...all];
}

describe('peers 15: the buttons of a task are the right ones, for everybody who looks at it', () => {
  it('when it opens, when somebody has it, and when it is decided', async () => {
    const one = await given();
    expect(await expectRightButtons(one)).toEqual(
      expect.arrayContaining(['CLAIM', 'APPROVE', 'TRANSFER', 'ADD_BEFORE', 'DELEGATE', 'POSTPONE', 'SET_PRIORITY']),
    );
    await one.claim(LEADER, 'a');
    expect(await expectRightButtons(one)).toContain('RELEASE');
    await one.say(LEADER, 'APPROVE');
    await expectRightButtons(one);
  });

  it('when its supervisor has it to confirm, and when they have', async () => {
    const one = await given({ confirm: 'SUPERVISOR' });
    await one.say(LEADER, 'APPROVE');
    expect(await expectRightButtons(one)).toContain('CONFIRM');
    await db.asOwner(`UPDATE confirmation SET state = 'CONFIRMED' WHERE case_id = $1`, [one.id]);
    expect(await expectRightButtons(one)).not.toContain('CONFIRM');
  });

  it('for a person with two tasks of one case', async () => {
    const one = await given({ mode: 'ALL', approvers: BOTH });
    await one.add(LEADER, 'BEFORE', CITY_LEADER);
    await expectRightButtons(one);
    await one.say(CITY_LEADER, 'APPROVE');
    await expectRightButtons(one);
  });

  it('while signers are asked, before, after and beside', async () => {
    const one = await given();
    await one.add(LEADER, 'BEFORE', FINANCE);
    await expectRightButtons(one);
    await one.say(FINANCE, 'APPROVE');
    await one.add(LEADER, 'AFTER', LEGAL);
    await expectRightButtons(one);
    await one.say(LEADER, 'APPROVE');
    await expectRightButtons(one);
  });

  it('where a colleague of the pool has spoken as a signer', async () => {
    const one = await given({ approvers: BOTH });
    await one.add(LEADER, 'BEFORE', REVIEWER);
    await one.say(REVIEWER, 'APPROVE');
    await one.release(LEADER, 'a');
    await expectRightButtons(one);
  });

  it('while it is delegated', async () => {
    const one = await given();
    const { id } = await one.task('a');
    const { id: to } = await actorOf(db, FINANCE);
    await one.act(LEADER, async (act, actor) =>
      delegateTask(act, actor, await takeInHand(act, id, actor), { to, reason: '请核实' }),
    );
    expect(await expectRightButtons(one)).toEqual(expect.arrayContaining(['RECALL', 'RECOMMEND']));
  });

  it('while the applicant owes a supplement, and when they have handed it in', async () => {
    const one = await given();
    await one.decide(CITY_LEADER, 'asking', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    expect(await expectRightButtons(one)).toContain('SUPPLEMENT');
    await one.supplement(OWNER, []);
    await expectRightButtons(one);
  });

  it('in a sequence, and where the route offers little', async () => {
    const one = await given({
      mode: 'SEQUENCE',
      approvers: BOTH,
      offers: ['ADD_BESIDE'],
      outcomes: ['APPROVE', 'REJECT'],
    });
    const offered = await expectRightButtons(one);
    expect(offered).toContain('ADD_BESIDE');
  });

  it('for what the applicant owes', async () => {
    const one = await given({ approvers: [{ kind: 'COMPANY', role: 'OWNER' }], outcomes: ['APPROVE'] });
    await expectRightButtons(one);
  });

  it('when the case is over', async () => {
    const one = await given();
    await one.say(LEADER, 'REJECT');
    await expectRightButtons(one);
  });
});

describe('signers that can be removed, and a word that can be taken back', () => {
  it('are offered to who added them, until they have spoken', async () => {
    const one = await given();
    await one.add(LEADER, 'BESIDE', FINANCE, LEGAL);
    await one.say(FINANCE, 'APPROVE');
    const actor = await actorOf(db, LEADER);
    const read = async () => {
      const atHand = await readAtHand(db.sql, await one.seatOf(LEADER), actor.id);
      return (await offeredOn(db.sql, atHand, actor.id)).operations;
    };
    expect(await read()).toContainEqual({ operation: 'REMOVE_SIGNER', signers: [await one.seatOf(LEGAL)] });
    const { body } = await one.say(LEADER, 'APPROVE');
    expect(await read()).toContainEqual({ operation: 'TAKE_BACK', decisionId: body['decisionId'] });
    const other = await actorOf(db, CITY_LEADER);
    const theirs = await offeredOn(db.sql, await readAtHand(db.sql, await one.seatOf(LEADER), other.id), other.id);
    expect(buttons(theirs.operations)).not.toContain('TAKE_BACK');
  });
});
