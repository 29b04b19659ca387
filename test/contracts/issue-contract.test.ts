import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDocumentActivities } from '../../activities/documents.ts';
import type { FileStore } from '../../src/files/file-store.ts';
import { interruptCase } from '../../src/tasks/operations/interrupt.ts';
import { takeBackDecision } from '../../src/tasks/taking-back/take-back.ts';
import { pageTextOf } from '../documents/read-pdf.ts';
import { contractValues } from '../domain/contracts/contract-values.ts';
import { startApi, type TestApi } from '../support/api.ts';
import {
  as,
  auditActions,
  contractRow,
  giveOperatorIdentity,
  issue,
  OFFICER,
  openDrafting,
  releasedCase,
  storeOf,
  type ContractCase,
} from './contract-case.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await giveOperatorIdentity(api);
});
afterAll(async () => {
  await api.close();
});

async function stagesOf({ caseId, seq }: ContractCase): Promise<string[]> {
  const rows = await api.db.sql.rows<{ key: string }>(
    'SELECT key FROM stage WHERE case_id = $1 AND phase_seq = $2 ORDER BY opened_at',
    [caseId, seq],
  );
  return rows.map(({ key }) => key);
}

async function phaseOf({ caseId, seq }: ContractCase) {
  return api.db.sql.one(
    'SELECT state, outcome, context, slow_step AS "slowStep" FROM phase WHERE case_id = $1 AND seq = $2',
    [caseId, seq],
  );
}

async function filesOf({ caseId }: ContractCase) {
  return api.db.sql.rows<{ sha256: string; size: number; name: string; mime: string }>(
    `SELECT sha256, size, name, mime FROM stored_file WHERE case_id = $1 AND scope = 'CONTRACT'`,
    [caseId],
  );
}

/** The real store, with something happening before a file gets its place. */
function watched(happening: () => Promise<void>): FileStore {
  const store = storeOf(api);
  return {
    ...store,
    async put(sha256, temporaryPath) {
      await happening();
      await store.put(sha256, temporaryPath);
    },
  };
}

async function takeBackRelease({ caseId }: ContractCase): Promise<void> {
  const decision = await api.db.sql.one<{ id: string }>(
    `SELECT id FROM decision WHERE case_id = $1 AND stage_key = 'contract_draft'`,
    [caseId],
  );
  await as(api, OFFICER, caseId, (act, actor) => takeBackDecision(act, actor, decision.id));
}

async function renameCompany(company: string, name: string): Promise<void> {
  await api.db.sql.run(
    `UPDATE company SET name = $2 WHERE id = (SELECT m.company_id FROM company_member m JOIN account a ON a.id = m.account_id
       WHERE a.login = $1)`,
    [`owner.${company}@example.com`, name],
  );
}

describe('issueContract', () => {
  it('stores the document under its hash and then asks the operator to sign it', async () => {
    const released = await releasedCase(api, { company: '0001' });
    const report = await createDocumentActivities({ db: api.db, files: storeOf(api) }).issueContract({
      caseId: released.caseId,
      generation: 1,
      seq: released.seq,
    });
    const contract = await contractRow(api, released.caseId);
    const [file] = await filesOf(released);
    expect(report).toMatchObject({ current: true, interrupt: null });
    expect(contract).toMatchObject({ state: 'ISSUED', sha256: file?.sha256 });
    expect(file).toMatchObject({ name: `${contract.number}.pdf`, mime: 'application/pdf' });
    expect(await stagesOf(released)).toEqual(['operator_sign']);
    expect(await phaseOf(released)).toMatchObject({ state: 'OPEN', slowStep: null });
    expect(await auditActions(api, released.caseId)).toContain('CONTRACT_ISSUED');
    const bytes = await buffer(storeOf(api).read(contract.sha256 ?? ''));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(contract.sha256);
    expect(bytes).toHaveLength(file?.size ?? 0);
  });

  it('[CTR-01] prints both sides, rare characters intact, the number and the clauses', async () => {
    await renameCompany('0002', '临江㛃𠮷通讯器材有限公司');
    const released = await releasedCase(api, { company: '0002' });
    await issue(api, released);
    const { sha256, number } = await contractRow(api, released.caseId);
    const text = pageTextOf(await buffer(storeOf(api).read(sha256 ?? ''))).replaceAll(/\s/gu, '');
    expect(text).toContain('临江㛃𠮷通讯器材有限公司');
    expect(text).toContain('清源通信有限公司清源省分公司');
    expect(text).toContain(number);
    expect(text).toContain(released.number);
    expect(text).toContain('本协议自2026年12月1日起生效');
    expect(text).toContain('实名登记');
  });

  it('leaves one file and one stage when it is asked twice', async () => {
    const released = await releasedCase(api, { company: '0003' });
    await issue(api, released);
    const first = await contractRow(api, released.caseId);
    await issue(api, released);
    expect(await contractRow(api, released.caseId)).toEqual(first);
    expect(await filesOf(released)).toHaveLength(1);
    expect(await stagesOf(released)).toEqual(['operator_sign']);
  });

  it('leaves one file and one stage when five workers do it at the same time', async () => {
    const released = await releasedCase(api, { company: '0004' });
    const reports = await Promise.all(Array.from({ length: 5 }, () => issue(api, released)));
    expect(reports.every(({ current }) => current)).toBe(true);
    expect(await filesOf(released)).toHaveLength(1);
    expect(await stagesOf(released)).toEqual(['operator_sign']);
    expect((await auditActions(api, released.caseId)).filter((action) => action === 'CONTRACT_ISSUED')).toHaveLength(1);
  });

  it('says of the phase that it is busy while the document is made, and holds no lock meanwhile', async () => {
    const released = await releasedCase(api, { company: '0010' });
    const seen: unknown[] = [];
    await issue(
      api,
      released,
      watched(async () => void seen.push(await phaseOf(released))),
    );
    expect(seen).toMatchObject([{ state: 'OPEN', slowStep: 'ISSUE_CONTRACT' }]);
    expect(await phaseOf(released)).toMatchObject({ slowStep: null });
  });

  it('asks nobody to sign when the release is taken back while the document is made', async () => {
    const released = await releasedCase(api, { company: '0011' });
    await issue(
      api,
      released,
      watched(() => takeBackRelease(released)),
    );
    expect(await phaseOf(released)).toMatchObject({ state: 'OVER', outcome: 'TAKEN_BACK', slowStep: null });
    expect(await stagesOf(released)).toEqual([]);
    expect(await contractRow(api, released.caseId)).toMatchObject({ state: 'DRAFT', sha256: null });
  });

  it('returns the case to drafting when the register changed into what cannot be printed', async () => {
    const released = await releasedCase(api, { company: '0006' });
    await renameCompany('0006', '临江🏪通讯');
    const report = await issue(api, released);
    expect(report.outcomes).toEqual([{ seq: released.seq, outcome: 'RETURN_TO_CONTRACTING' }]);
    expect(await phaseOf(released)).toEqual({
      state: 'OVER',
      outcome: 'RETURN_TO_CONTRACTING',
      context: { target: 'contract_draft' },
      slowStep: null,
    });
    expect(await contractRow(api, released.caseId)).toMatchObject({ state: 'DRAFT', sha256: null });
    expect(await filesOf(released)).toEqual([]);
    const again = await openDrafting(api, released);
    expect(await stagesOf(again)).toEqual(['contract_draft']);
  });

  it('does nothing in a case that is being withdrawn', async () => {
    const released = await releasedCase(api, { company: '0007' });
    await as(api, 'owner.0007@example.com', released.caseId, (act) =>
      interruptCase(act, released.caseId, 'WITHDRAWN', 'BY_APPLICANT'),
    );
    const report = await issue(api, released);
    expect(report.interrupt).toBe('WITHDRAWN');
    expect(await stagesOf(released)).toEqual([]);
    expect(await contractRow(api, released.caseId)).toMatchObject({ state: 'DRAFT' });
  });

  it('does nothing for another generation of the case', async () => {
    const released = await releasedCase(api, { company: '0008' });
    const { issueContract } = createDocumentActivities({ db: api.db, files: storeOf(api) });
    const report = await issueContract({ caseId: released.caseId, generation: 2, seq: released.seq });
    expect(report.current).toBe(false);
    expect(await stagesOf(released)).toEqual([]);
  });

  it('makes a draft again of a contract whose release was taken back before anybody signed', async () => {
    const released = await releasedCase(api, { company: '0009' });
    await issue(api, released);
    const issued = await contractRow(api, released.caseId);
    await takeBackRelease(released);
    await openDrafting(api, released);
    const reopened = await contractRow(api, released.caseId);
    expect(reopened).toMatchObject({
      id: issued.id,
      number: issued.number,
      state: 'DRAFT',
      sha256: null,
      fileId: null,
    });
    const { values } = await api.db.sql.one<{ values: unknown }>('SELECT "values" FROM contract WHERE id = $1', [
      issued.id,
    ]);
    expect(values).toEqual(contractValues);
  });
});
