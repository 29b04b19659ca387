import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  as,
  auditActions,
  contractRow,
  giveOperatorIdentity,
  issue,
  OFFICER,
  openTask,
  OTHER_OFFICER,
  releasedCase,
  signingCase,
  type ContractCase,
} from '../../contracts/contract-case.ts';
import { hashPassword } from '../../../src/accounts/credentials/password.ts';
import { effectContract, voidContract } from '../../../src/contracts/end.ts';
import { DEMO_PASSWORD, startApi, type Caller, type TestApi } from '../../support/api.ts';

let api: TestApi;
let officer: Caller;
beforeAll(async () => {
  api = await startApi();
  await giveOperatorIdentity(api);
  officer = await api.as(OFFICER);
});
afterAll(async () => {
  await api.close();
});

const signer = (company: string) => api.as(`signer.${company}@example.com`);

interface Wish {
  readonly password?: string;
  readonly sha256?: string;
  readonly key?: string;
}

/** Signs what the contract's record says, unless the test wants something else. */
async function sign(caller: Caller, { caseId }: ContractCase, { password = DEMO_PASSWORD, sha256, key }: Wish = {}) {
  const seen = sha256 ?? (await contractRow(api, caseId)).sha256 ?? '';
  const target = `/tasks/${await openTask(api, caseId)}/signature`;
  return caller.post(target, { password, sha256: seen }, key === undefined ? {} : { key });
}

async function signaturesOf({ caseId }: ContractCase) {
  return api.db.sql.rows(
    `SELECT s.party, s.position, a.login, s.sha256, s.ip, s.signed_at AS "signedAt", d.outcome, d.created_at AS "decidedAt"
     FROM contract_signature s JOIN contract k ON k.id = s.contract_id JOIN account a ON a.id = s.account_id
     JOIN decision d ON d.id = s.decision_id WHERE k.case_id = $1 ORDER BY s.position`,
    [caseId],
  );
}

async function setPassword(login: string, password: string): Promise<void> {
  await api.db.sql.run('UPDATE account SET password_hash = $2 WHERE login = $1', [login, await hashPassword(password)]);
}

async function noticesOf({ caseId }: ContractCase, template: string): Promise<string[]> {
  const rows = await api.db.sql.rows<{ login: string }>(
    `SELECT DISTINCT a.login FROM message m JOIN account a ON a.id = m.account_id
     WHERE m.case_id = $1 AND m.template = $2 ORDER BY a.login`,
    [caseId, template],
  );
  return rows.map(({ login }) => login);
}

describe('POST /tasks/{taskId}/signature', () => {
  it('[CTR-01] records signer, time, address and document hash of both sides, and tells them', async () => {
    const signing = await signingCase(api, '0001');
    const { sha256 } = await contractRow(api, signing.caseId);
    expect(await sign(officer, signing)).toMatchObject({ status: 200, body: { phaseOutcome: null } });
    expect(await noticesOf(signing, 'CONTRACT_TO_SIGN')).toEqual(['signer.0001@example.com']);
    expect(await noticesOf(signing, 'CONTRACT_SIGNED')).toEqual([]);
    const partner = await signer('0001');
    expect(await sign(partner, signing)).toMatchObject({ status: 200, body: { phaseOutcome: 'APPROVED' } });

    const signatures = await signaturesOf(signing);
    expect(signatures).toMatchObject([
      { party: 'OPERATOR', position: 1, login: OFFICER, sha256, outcome: 'SIGN' },
      { party: 'PARTNER', position: 2, login: 'signer.0001@example.com', sha256, outcome: 'SIGN' },
    ]);
    for (const { ip, signedAt, decidedAt } of signatures) {
      expect(ip).toMatch(/127\.0\.0\.1$/);
      expect(signedAt).toEqual(decidedAt);
    }
    expect((await partner.get(`/cases/${signing.caseId}/contract`)).body['signatures']).toMatchObject([
      { side: 'OPERATOR', sha256 },
      { side: 'PARTNER', sha256 },
    ]);
    expect(await noticesOf(signing, 'CONTRACT_SIGNED')).toEqual([
      OFFICER,
      'operator.0001@example.com',
      'owner.0001@example.com',
    ]);
    const participants = await api.db.sql.rows(
      `SELECT a.login FROM case_participant p JOIN account a ON a.id = p.account_id
       WHERE p.case_id = $1 AND p.kind = 'SIGNER' ORDER BY a.login`,
      [signing.caseId],
    );
    expect(participants).toEqual([{ login: OFFICER }, { login: 'signer.0001@example.com' }]);
  });

  it('demands the password again, signs nothing without it, and locks out who guesses', async () => {
    const signing = await signingCase(api, '0002');
    await sign(officer, signing);
    const partner = await signer('0002');
    const key = randomUUID();
    const wrong = await sign(partner, signing, { password: 'not the password', key });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'REAUTHENTICATION_FAILED' } });
    expect(await signaturesOf(signing)).toHaveLength(1);
    for (let n = 0; n < 4; n += 1) await sign(partner, signing, { password: `guess ${n}` });
    expect((await sign(partner, signing)).body['code']).toBe('LOCKED_OUT');
    expect(await signaturesOf(signing)).toHaveLength(1);
    await api.db.sql.run(`DELETE FROM security_event WHERE kind = 'LOGIN_FAILED'`);
    // The failure was no answer to the key: the same key signs now.
    expect(await sign(partner, signing, { key })).toMatchObject({ status: 200, body: { phaseOutcome: 'APPROVED' } });
  });

  it('signs once for one key, which does not depend on the password', async () => {
    const signing = await signingCase(api, '0003');
    await sign(officer, signing);
    const partner = await signer('0003');
    const key = randomUUID();
    const target = `/tasks/${await openTask(api, signing.caseId)}/signature`;
    const { sha256 } = await contractRow(api, signing.caseId);
    const signAs = (password: string, seen = sha256) => partner.post(target, { password, sha256: seen }, { key });
    const answers = await Promise.all(Array.from({ length: 5 }, () => signAs(DEMO_PASSWORD)));
    await setPassword('signer.0003@example.com', 'another-Password-2027');
    answers.push(await signAs('another-Password-2027'));
    const decisions = new Set(answers.map(({ body }) => body['decisionId']));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(decisions.size).toBe(1);
    expect(await signaturesOf(signing)).toHaveLength(2);
    expect((await signAs('another-Password-2027', 'a'.repeat(64))).body['code']).toBe('KEY_REUSED');
  });

  it('refuses when the person read another document', async () => {
    const signing = await signingCase(api, '0004');
    const answer = await sign(officer, signing, { sha256: 'a'.repeat(64) });
    expect(answer).toMatchObject({ status: 409, body: { code: 'DOCUMENT_CHANGED' } });
    expect(await signaturesOf(signing)).toEqual([]);
  });

  it('refuses when the stored bytes are not those that were issued', async () => {
    const signing = await signingCase(api, '0006');
    const { sha256 } = await contractRow(api, signing.caseId);
    const hash = sha256 ?? '';
    const place = path.join(api.config.dataDir, 'files', hash.slice(0, 2), hash.slice(2, 4), hash);
    await writeFile(place, '%PDF-1.7 something else');
    const answer = await sign(officer, signing);
    expect(answer).toMatchObject({ status: 409, body: { code: 'DOCUMENT_CHANGED' } });
    expect(await signaturesOf(signing)).toEqual([]);
  });

  it('refuses the side whose turn it is not, whatever the route says', async () => {
    const released = await releasedCase(api, { company: '0007' });
    await partnerFirst(released);
    await issue(api, released);
    const answer = await sign(await signer('0007'), released);
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'SIGN_ORDER', facts: { side: 'PARTNER', expected: 'OPERATOR' } },
    });
    expect(await signaturesOf(released)).toEqual([]);
  });

  it("lets nobody sign for the other side, or in a colleague's place", async () => {
    const signing = await signingCase(api, '0008');
    const early = await sign(await signer('0008'), signing);
    expect(early).toMatchObject({ status: 403, body: { code: 'NOT_HOLDER' } });
    await officer.post(`/tasks/${await openTask(api, signing.caseId)}/claim`, {});
    expect((await sign(await api.as(OTHER_OFFICER), signing)).body['code']).toBe('NOT_HOLDER');
    expect((await sign(await signer('0009'), signing)).status).toBe(404);
  });

  it('is the only way to sign', async () => {
    const signing = await signingCase(api, '0010');
    const target = `/tasks/${await openTask(api, signing.caseId)}/decision`;
    expect((await officer.post(target, { outcome: 'SIGN' })).body['code']).toBe('INVALID');
    expect((await officer.post(target, { outcome: 'APPROVE' })).body['code']).toBe('OUTCOME_NOT_OFFERED');
    expect(await signaturesOf(signing)).toEqual([]);
  });

  it('ends the contract when the partner refuses to sign', async () => {
    const signing = await signingCase(api, '0011');
    await sign(officer, signing);
    const refused = await (
      await signer('0011')
    ).post(`/tasks/${await openTask(api, signing.caseId)}/decision`, { outcome: 'REJECT', reason: '条件有变' });
    expect(refused).toMatchObject({ status: 200, body: { phaseOutcome: 'REJECTED' } });
    expect(await contractRow(api, signing.caseId)).toMatchObject({ state: 'VOID' });
  });
});

describe('the end of a contract', () => {
  const channelId = randomUUID();

  it('[ADM-07] is not in force before both sides have signed', async () => {
    const signing = await signingCase(api, '0012');
    const takeEffect = () =>
      as(api, OFFICER, signing.caseId, async (act) => {
        await effectContract(act, signing.caseId, channelId);
        return {};
      });
    await sign(officer, signing);
    await expect(takeEffect()).rejects.toThrow('not signed by PARTNER');
    expect(await contractRow(api, signing.caseId)).toMatchObject({ state: 'ISSUED' });
    await sign(await signer('0012'), signing);
    await takeEffect();
    await takeEffect();
    expect(await contractRow(api, signing.caseId)).toMatchObject({ state: 'EFFECTIVE' });
    const covered = await api.db.sql.rows(
      `SELECT c.channel_id AS "channelId" FROM contract_channel c JOIN contract k ON k.id = c.contract_id WHERE k.case_id = $1`,
      [signing.caseId],
    );
    expect(covered).toEqual([{ channelId }]);
    const actions = await auditActions(api, signing.caseId);
    expect(actions.filter((action) => action === 'CONTRACT_EFFECTIVE')).toHaveLength(1);
  });

  it('is void once, and never after it was in force', async () => {
    const signing = await signingCase(api, '0013');
    const results: boolean[] = [];
    const end = () =>
      as(api, OFFICER, signing.caseId, async (act) => {
        results.push(await voidContract(act, signing.caseId));
        act.audit({ action: 'TEST', caseId: signing.caseId });
        return {};
      });
    await end();
    await end();
    expect(results).toEqual([true, false]);
    expect(await contractRow(api, signing.caseId)).toMatchObject({ state: 'VOID' });
  });
});

/** A route as an administrator may write it by mistake: the partner's signature comes first. */
async function partnerFirst({ caseId }: ContractCase): Promise<void> {
  await api.db.sql.run(
    `WITH mistaken AS (
       INSERT INTO policy_version (kind, key, version, state, body, valid_from)
       SELECT kind, 'admission-mistaken', 1, 'PUBLISHED', jsonb_set(body, '{phases,SIGNING,stages}', (
         SELECT jsonb_agg(stage || '{"after": []}') FROM jsonb_array_elements(body #> '{phases,SIGNING,stages}') AS stage
         WHERE stage ->> 'key' = 'partner_sign')), now()
       FROM policy_version WHERE id = (SELECT route_version_id FROM "case" WHERE id = $1) RETURNING id)
     UPDATE "case" SET route_version_id = mistaken.id FROM mistaken WHERE "case".id = $1`,
    [caseId],
  );
}
