import { expect } from '@jest/globals';
import { eventually, untilDelivered } from '../faults/case-driver.ts';
import { expectSound } from '../faults/invariants.ts';
import { ROLES, type RunningProduct } from './running-product.ts';

/** What holds when nothing is struck any more and everything has been told: nothing lost, doubled or stuck. */
export async function expectEverythingSound(product: RunningProduct, people: readonly string[]): Promise<void> {
  const { db, parts } = product;
  await eventually('every process to be up', () =>
    Promise.resolve(ROLES.every((role) => parts[role].isUp) || undefined),
  );
  await untilDelivered(db);
  await expectSound(db);
  expect(await db.sql.rows(LEFT_OPEN)).toEqual([]);
  expect(await db.sql.rows('SELECT actor_id, key FROM request WHERE code IS NULL')).toEqual([]);
  await expectWorkflowsEnded(product);
  await expectCountsRight(product, people);
  await expectMailsOnce(product);
}

/** Every history comes to its end, and then nothing of its case is anywhere in an inbox or in a plan. */
const LEFT_OPEN = `SELECT c.id, c.state FROM "case" c WHERE c.kind LIKE 'CHAOS%' AND (c.closed_at IS NULL
    OR EXISTS (SELECT FROM phase p WHERE p.case_id = c.id AND p.state = 'OPEN' AND c.outcome NOT IN ('WITHDRAWN'))
    OR EXISTS (SELECT FROM stage s WHERE s.case_id = c.id AND s.state IN ('OPEN', 'SUSPENDED'))
    OR EXISTS (SELECT FROM task t WHERE t.case_id = c.id AND t.state IN ('OPEN', 'CLAIMED', 'SUSPENDED'))
    OR EXISTS (SELECT FROM task t JOIN task_candidate o ON o.task_id = t.id WHERE t.case_id = c.id AND o.open)
    OR EXISTS (SELECT FROM due_act d WHERE d.case_id = c.id AND d.state IN ('PENDING', 'SUSPENDED')))`;

async function expectWorkflowsEnded({ db, engine }: RunningProduct): Promise<void> {
  const cases = await db.sql.rows<{ id: string; outcome: string }>(
    `SELECT id, outcome FROM "case" WHERE kind LIKE 'CHAOS%' AND submitted_at IS NOT NULL`,
  );
  for (const { id, outcome } of cases) {
    const workflow = engine.workflow.getHandle(`request:${id}:1`);
    const { status } = await eventually(`the end of the workflow of ${id}`, async () => {
      const seen = await workflow.describe();
      return seen.status.name === 'RUNNING' ? undefined : seen;
    });
    expect([id, status.name, await workflow.result()]).toEqual([id, 'COMPLETED', outcome]);
  }
}

/** The badges say how long the lists are. */
async function expectCountsRight({ as }: RunningProduct, people: readonly string[]): Promise<void> {
  for (const login of people) {
    const caller = await as(login);
    const { body } = await caller.get<Record<string, number>>('/tasks/counts');
    const lengths: Record<string, number> = {};
    for (const list of ['mine', 'pools']) {
      const { body: page } = await caller.get<{ items: unknown[]; next: string | null }>(
        `/tasks?list=${list}&limit=100`,
      );
      expect(page.next).toBeNull();
      lengths[list] = page.items.length;
    }
    expect({ login, ...lengths }).toEqual({ login, mine: body['mine'], pools: body['pools'] });
  }
}

/** A second copy comes only of a sender that died between handing a mail over and noting it (architecture §4), and is the same mail. */
async function expectMailsOnce({ db, mail }: RunningProduct): Promise<void> {
  const sent = await eventually('every mail to be sent', async () => {
    const rows = await db.sql.rows<{ messageId: string; state: string; attempts: number }>(
      `SELECT message_id AS "messageId", state, attempts FROM message WHERE channel = 'EMAIL'`,
    );
    return rows.every(({ state }) => state === 'SENT') ? rows : undefined;
  });
  const copies = new Map<string, number>();
  for (const { id } of mail.messages.list()) {
    const caught = await mail.messages.read(id);
    const messageId = caught?.headers.find(({ key }) => key === 'message-id')?.value ?? '';
    copies.set(messageId, (copies.get(messageId) ?? 0) + 1);
  }
  expect(new Set(copies.keys())).toEqual(new Set(sent.map(({ messageId }) => messageId)));
  expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(sent.length);
  expect(sent.filter(({ messageId, attempts }) => (copies.get(messageId) ?? 0) > attempts)).toEqual([]);
}
