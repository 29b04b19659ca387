import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { remindOfProofs } from '../../src/admission/remind-of-proofs.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { noticesOf } from '../tasks/office.ts';

const OWNER = 'owner.0001@example.com';
const OPERATOR = 'operator.0001@example.com';
const MANAGER = 'channel-manager.county-0101';
const NOON = new Date('2026-12-01T04:00:00Z');

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

/** A channel that is live, with one proof on record. */
async function given(proof: { code: string; validTo: string | null; permanent?: boolean }): Promise<string> {
  const { id } = await db.sql.one<{ id: string }>(
    `WITH approved AS (
       INSERT INTO "case" (number, process, state, company_id, unit_id, started_by, title_zh, title_en, submitted_at, closed_at)
       SELECT 'T-' || gen_random_uuid(), 'ADMISSION', 'ACTIVE', m.company_id, u.id, a.id, '营业点', 'Outlet', now(), now()
       FROM account a JOIN company_member m ON m.account_id = a.id, unit u WHERE a.login = $1 AND u.code = 'county-0101' RETURNING *),
     applied AS (
       INSERT INTO application (case_id, company_id, channel_type, site_name, site_address) SELECT id, company_id, 'AGENT', '营业点', id::text FROM approved)
     INSERT INTO channel (code, type_code, company_id, unit_id, name, name_search, state, case_id)
     SELECT 'T' || left(replace(id::text, '-', ''), 20), 'AGENT', company_id, unit_id, '营业点', '营业点', 'ACTIVE', id FROM approved RETURNING case_id AS id`,
    [OWNER],
  );
  await db.sql.run('INSERT INTO application_item (case_id, code, valid_to, permanent) VALUES ($1, $2, $3, $4)', [
    id,
    proof.code,
    proof.validTo,
    proof.permanent ?? false,
  ]);
  return id;
}

describe('the daily reminder of proofs', () => {
  it('[ADM-27] tells the company and its channel manager, once for each of the days the rules name', async () => {
    const caseId = await given({ code: 'BUSINESS_LICENCE', validTo: '2026-12-31' });

    await remindOfProofs(db.pool, NOON);
    await remindOfProofs(db.pool, NOON);
    expect((await noticesOf(db, caseId)).sort()).toEqual(
      [`PROOF_EXPIRING ${MANAGER}`, `PROOF_EXPIRING ${OPERATOR}`, `PROOF_EXPIRING ${OWNER}`].sort(),
    );

    await remindOfProofs(db.pool, new Date('2026-12-24T04:00:00Z'));
    expect(await noticesOf(db, caseId)).toHaveLength(6);
    const { params } = await db.sql.one<{ params: object }>('SELECT params FROM message WHERE case_id = $1 LIMIT 1', [
      caseId,
    ]);
    expect(params).toMatchObject({ proofTitleZh: '营业执照', lastDay: '2026-12-31' });
  });

  it.each([
    ['does not end yet', { code: 'BUSINESS_LICENCE', validTo: '2027-06-30' }],
    ['has ended', { code: 'BUSINESS_LICENCE', validTo: '2026-11-30' }],
    ['never ends', { code: 'BUSINESS_LICENCE', validTo: '2026-12-31', permanent: true }],
  ])('says nothing of one that %s', async (_title, proof) => {
    const caseId = await given(proof);
    await remindOfProofs(db.pool, NOON);
    expect(await noticesOf(db, caseId)).toEqual([]);
  });

  it('goes to whoever is at work: the channel’s manager, else those of its unit, else the head above', async () => {
    const OWN = 'channel-manager.county-0102';
    const told = async () => {
      const caseId = await given({ code: 'BUSINESS_LICENCE', validTo: '2026-12-31' });
      await db.sql.run(`UPDATE channel SET manager_id = (SELECT id FROM account WHERE login = $2) WHERE case_id = $1`, [
        caseId,
        OWN,
      ]);
      await remindOfProofs(db.pool, NOON);
      const company = [OWNER, OPERATOR].map((login) => `PROOF_EXPIRING ${login}`);
      return (await noticesOf(db, caseId)).filter((word) => !company.includes(word));
    };
    const turn = (login: string, state: string) =>
      db.sql.run('UPDATE account SET state = $2 WHERE login = $1', [login, state]);

    expect(await told()).toEqual([`PROOF_EXPIRING ${OWN}`]);
    await turn(OWN, 'DISABLED');
    expect(await told()).toEqual([`PROOF_EXPIRING ${MANAGER}`]);
    await turn(MANAGER, 'DISABLED');
    const head = await db.sql.one<{ login: string }>(
      `SELECT a.login FROM unit u JOIN account a ON a.id = u.head_id WHERE u.code = 'county-0101'`,
    );
    expect(await told()).toEqual([`PROOF_EXPIRING ${head.login}`]);
    await turn(OWN, 'ACTIVE');
    await turn(MANAGER, 'ACTIVE');
  });

  it('says nothing of a channel that is closed', async () => {
    const caseId = await given({ code: 'BUSINESS_LICENCE', validTo: '2026-12-31' });
    await db.sql.run(`UPDATE channel SET state = 'CLOSED' WHERE case_id = $1`, [caseId]);
    await remindOfProofs(db.pool, NOON);
    expect(await noticesOf(db, caseId)).toEqual([]);
  });
});
