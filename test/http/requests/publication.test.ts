import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { remindOfPublications } from '../../../src/publications/remind.ts';
import { promotion } from '../../replay/request-paths.ts';
import { decide, expectDone, submitted } from '../../requests/request-case.ts';
import type { Caller } from '../../support/api.ts';
import { startLine, type Line } from '../../support/line.ts';

const ASKER = 'channel-reviewer.county-0101';
const LEADER = 'leader.county-0101';
const MANAGER = 'channel-manager.county-0101';
const DAY = 86_400_000;

interface Publication {
  readonly id: string;
  readonly version: number;
  readonly body: string;
  readonly superseded: boolean;
  readonly receipt: { readAt: string | null; acknowledgedAt: string | null } | null;
}

let line: Line;
let manager: Caller;
let publisher: Caller;
beforeAll(async () => {
  line = await startLine();
  manager = await line.as(MANAGER);
  publisher = await line.as(ASKER);
}, 120_000);
afterAll(() => line.close());

/** Published and told to everybody; gives its id. */
async function published(wish: object = {}, [asker, leader] = [ASKER, LEADER]): Promise<string> {
  const { caseId } = await submitted(line, asker, await promotion(line, wish));
  await expectDone(decide(line, caseId, leader, 'publication_approval', { outcome: 'APPROVE' }));
  await line.client.workflow.getHandle(`request:${caseId}:1`).result();
  const { id } = await line.db.sql.one<{ id: string }>('SELECT id FROM publication WHERE case_id = $1', [caseId]);
  return id;
}

const progressOf = async (id: string) => (await expectDone(publisher.get(`/publications/${id}/progress`))).body;
const told = async (id: string, event: string): Promise<string[]> => {
  const rows = await line.db.sql.rows<{ login: string }>(
    `SELECT DISTINCT a.login FROM message m JOIN account a ON a.id = m.account_id
     WHERE m.dedupe_key LIKE $2 || ':publication:' || $1 || '%' ORDER BY a.login`,
    [id, event],
  );
  return rows.map(({ login }) => login);
};

describe('a rule that is published', () => {
  it('[NTF-04] reaches everybody of its audience, and opening it is the receipt', async () => {
    const id = await published();

    const rows = await told(id, 'RULE_PUBLISHED');
    const concerned = await line.db.sql.rows<{ login: string }>(
      `SELECT DISTINCT a.login FROM account a WHERE a.login = $1 OR a.id IN (
         SELECT m.account_id FROM channel h JOIN unit u ON u.id = h.unit_id AND u.code = 'county-0101'
         JOIN company_member m ON m.company_id = h.company_id AND m.role <> 'SIGNER' WHERE h.state <> 'CLOSED') ORDER BY a.login`,
      [MANAGER],
    );
    expect(rows).toEqual(concerned.map(({ login }) => login));
    expect(await progressOf(id)).toMatchObject({
      recipients: rows.length,
      told: rows.length,
      read: 0,
      acknowledged: 0,
    });

    const { body } = await expectDone(manager.get<Publication>(`/publications/${id}`));
    expect(body).toMatchObject({ body: '自即日起执行新的促销政策。', receipt: { acknowledgedAt: null } });
    expect(body.receipt?.readAt).not.toBeNull();
    expect(await progressOf(id)).toMatchObject({ read: 1 });
    const again = await expectDone(manager.get<Publication>(`/publications/${id}`));
    expect(again.body.receipt?.readAt).toBe(body.receipt?.readAt);
    const unread = await publisher.get<{ items: { name: string }[] }>(`/publications/${id}/receipts?state=READ`);
    expect(unread.body.items).toHaveLength(1);
    expect((await (await line.as('leader.city-02')).get(`/publications/${id}`)).status).toBe(404);
    expect((await manager.get(`/publications/${id}/progress`)).status).toBe(200);
    expect((await (await line.as('leader.city-02')).get(`/publications/${id}/progress`)).status).toBe(404);
  }, 90_000);

  it('[NTF-05] is acknowledged in its version, once it was read', async () => {
    const id = await published({ ruleCode: 'SERVICE_RULES' });
    const acknowledge = (version: number) => manager.post(`/publications/${id}/acknowledgement`, { version });

    expect((await acknowledge(1)).body).toMatchObject({ code: 'NOT_READ' });
    await expectDone(manager.get(`/publications/${id}`));
    expect((await acknowledge(2)).body).toMatchObject({ code: 'STALE_VERSION' });
    const answers = await Promise.all([acknowledge(1), acknowledge(1)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);

    expect(await progressOf(id)).toMatchObject({ acknowledged: 1 });
    const { items } = (await publisher.get<{ items: object[] }>(`/publications/${id}/receipts?state=ACKNOWLEDGED`))
      .body;
    expect(items).toMatchObject([{ acknowledgedVersion: 1, acknowledgedAt: expect.any(String) }]);
    expect((await publisher.post(`/publications/${id}/acknowledgement`, { version: 1 })).status).toBe(404);
  }, 90_000);

  it('[NTF-05] published anew is its next version, which is acknowledged anew', async () => {
    const first = await published({ ruleCode: 'PRICE_RULES' });
    const second = await published({ ruleCode: 'PRICE_RULES', body: '第二版' });
    await expectDone(manager.get(`/publications/${first}`));
    const late = await manager.post(`/publications/${first}/acknowledgement`, { version: 1 });
    const { body } = await expectDone(manager.get<Publication>(`/publications/${second}`));

    expect(late.body).toMatchObject({ code: 'STALE_VERSION', facts: { superseded: true } });
    expect(body).toMatchObject({ version: 2, superseded: false });
    const open = await manager.get<{ items: { id: string }[] }>('/publications?state=UNACKNOWLEDGED');
    expect(open.body.items.map(({ id }) => id)).toContain(second);
    expect(open.body.items.map(({ id }) => id)).not.toContain(first);
  }, 90_000);

  it('[NTF-05] is not replaced by what another unit publishes under the same code', async () => {
    const first = await published({ ruleCode: 'SHOP_RULES' });
    const { id: unit } = await line.db.sql.one<{ id: string }>(`SELECT id FROM unit WHERE code = 'county-0102'`);
    const wish = { ruleCode: 'SHOP_RULES', units: [unit], roles: ['CHANNEL_MANAGER'] };
    const other = await published(wish, ['channel-reviewer.county-0102', 'leader.county-0102']);

    const { body } = await expectDone(manager.get<Publication>(`/publications/${first}`));
    expect(body).toMatchObject({ version: 1, superseded: false });
    await expectDone(manager.post(`/publications/${first}/acknowledgement`, { version: 1 }));
    const theirs = await (await line.as('channel-manager.county-0102')).get<Publication>(`/publications/${other}`);
    expect(theirs.body).toMatchObject({ version: 1, superseded: false });
  }, 90_000);

  it('[NTF-05] is what those are reminded of who have not acknowledged it, and nobody else', async () => {
    const id = await published({ ruleCode: 'SAFETY_RULES', roles: ['CHANNEL_MANAGER', 'CHANNEL_REVIEWER'] });
    await expectDone(publisher.get(`/publications/${id}`));
    await expectDone(publisher.post(`/publications/${id}/acknowledgement`, { version: 1 }));

    await remindOfPublications(line.db.pool, new Date());
    expect(await told(id, 'RULE_REMINDER')).toEqual([]);
    const inTwoWeeks = new Date(Date.now() + 14 * DAY);
    await remindOfPublications(line.db.pool, inTwoWeeks);
    await remindOfPublications(line.db.pool, inTwoWeeks);
    expect(await told(id, 'RULE_REMINDER')).toEqual([MANAGER]);
    const { reminders } = await line.db.sql.one<{ reminders: number }>(
      `SELECT reminders FROM publication_receipt r JOIN account a ON a.id = r.account_id WHERE publication_id = $1 AND a.login = $2`,
      [id, MANAGER],
    );
    expect(reminders).toBe(1);
  }, 90_000);

  it('goes no further than the unit of whoever asks', async () => {
    const { id: province } = await line.db.sql.one<{ id: string }>(`SELECT id FROM unit WHERE code = 'province'`);
    const answer = await publisher.post('/requests', await promotion(line, { units: [province] }));

    expect(answer.body).toMatchObject({ facts: { faults: [{ field: 'units', code: 'REFERENCE_UNKNOWN' }] } });
  });

  it('that is only to be read asks nobody to acknowledge it', async () => {
    const id = await published({ ruleCode: null, acknowledge: false });
    await expectDone(manager.get(`/publications/${id}`));

    expect((await manager.post(`/publications/${id}/acknowledgement`, { version: 1 })).body).toMatchObject({
      code: 'NOT_TO_ACKNOWLEDGE',
    });
  }, 60_000);
});
