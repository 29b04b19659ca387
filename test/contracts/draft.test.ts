import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureDraft } from '../../src/contracts/draft.ts';
import { applyEffects } from '../../src/tasks/runs/apply-effects.ts';
import { readCase } from '../../src/tasks/snapshot.ts';
import { systemStep } from '../../src/tasks/phases/system-step.ts';
import { contractValues } from '../domain/contracts/contract-values.ts';
import { startApi, type TestApi } from '../support/api.ts';
import {
  approvedCase,
  contractRow,
  decideAs,
  draftingCase,
  giveOperatorIdentity,
  OFFICER,
  openDrafting,
  signingCase,
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

async function contractsOf({ caseId }: ContractCase) {
  return api.db.sql.rows<{ id: string; number: string; state: string }>(
    'SELECT id, number, state FROM contract WHERE case_id = $1 ORDER BY id',
    [caseId],
  );
}

function ensure({ caseId, seq }: ContractCase) {
  return systemStep(api.db.pool, { caseId, generation: 1, seq }, 'system', async (act, snapshot) => {
    await ensureDraft(act, snapshot);
  });
}

/** What an administrator's route may allow: back to drafting although one side has signed. */
function returnToDrafting({ caseId, seq }: ContractCase) {
  return systemStep(api.db.pool, { caseId, generation: 1, seq }, 'system', async (act, snapshot) => {
    const phase = snapshot.phases.at(-1);
    if (phase === undefined) throw new Error('No phase');
    const cause = { decisionId: null, taskId: null, accountId: null, bySystem: true };
    const end = { kind: 'END_PHASE', outcome: 'RETURN_TO_CONTRACTING', context: {} } as const;
    await applyEffects(act, snapshot, phase, [end], cause);
  });
}

describe('ensureDraft', () => {
  it('begins one contract, under the template version of that day', async () => {
    const approved = await approvedCase(api, '0001');
    await Promise.all(Array.from({ length: 5 }, () => ensure(approved)));
    const contracts = await contractsOf(approved);
    expect(contracts).toMatchObject([{ state: 'DRAFT' }]);
    expect(contracts[0]?.number).toMatch(/^HT-\d{4}-\d{6}$/);
  });

  it('[CTR-11] keeps the version of the template a contract was begun with', async () => {
    const drafting = await draftingCase(api, '0002');
    const pinned = async () =>
      api.db.sql.one<{ version: number }>(
        `SELECT p.version FROM contract k JOIN policy_version p ON p.id = k.template_version_id WHERE k.case_id = $1`,
        [drafting.caseId],
      );
    expect(await pinned()).toEqual({ version: 1 });
    await publishTemplate(2);
    await ensure(drafting);
    expect(await pinned()).toEqual({ version: 1 });
    const later = await draftingCase(api, '0003');
    const { version } = await api.db.sql.one<{ version: number }>(
      `SELECT p.version FROM contract k JOIN policy_version p ON p.id = k.template_version_id WHERE k.case_id = $1`,
      [later.caseId],
    );
    expect(version).toBe(2);
  });

  it('leaves a contract alone that is being signed', async () => {
    const signing = await signingCase(api, '0004');
    const issued = await contractRow(api, signing.caseId);
    await ensure(signing);
    expect(await contractRow(api, signing.caseId)).toEqual(issued);
  });

  it('replaces a contract that one side had signed when the case comes back to drafting', async () => {
    const signing = await signingCase(api, '0006');
    await decideAs(api, OFFICER, signing.caseId, { outcome: 'SIGN', ip: '192.0.2.1' });
    await returnToDrafting(signing);
    await openDrafting(api, signing);
    const contracts = await contractsOf(signing);
    expect(contracts.map(({ state }) => state)).toEqual(['VOID', 'DRAFT']);
    expect(contracts[1]?.number).not.toBe(contracts[0]?.number);
    const { values, startsOn } = await api.db.sql.one<{ values: unknown; startsOn: string }>(
      'SELECT "values", starts_on AS "startsOn" FROM contract WHERE id = $1',
      [contracts[1]?.id],
    );
    expect(values).toEqual(contractValues);
    expect(startsOn).toBe(contractValues.term_start);
  });

  it('begins none while the leaders have not all approved', async () => {
    const approved = await approvedCase(api, '0007');
    await api.db.sql.run(`UPDATE phase SET outcome = 'REJECTED' WHERE case_id = $1`, [approved.caseId]);
    await expect(ensure(approved)).rejects.toMatchObject({ code: 'WRONG_STATE' });
    expect(await contractsOf(approved)).toEqual([]);
    expect((await readCase(api.db.sql, approved.caseId)).phases).toHaveLength(1);
  });
});

async function publishTemplate(version: number): Promise<void> {
  await api.db.sql.run(
    `INSERT INTO policy_version (kind, key, version, state, body, valid_from)
     SELECT kind, key, $1, 'PUBLISHED', body, now() FROM policy_version WHERE kind = 'CONTRACT_TEMPLATE' AND version = 1`,
    [version],
  );
}
