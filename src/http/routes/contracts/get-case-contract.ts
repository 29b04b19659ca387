import { assertCanReadCase } from '../../../cases/visibility.ts';
import { latestContract } from '../../../contracts/contract.ts';
import { viewContract } from '../../../contracts/view-contract.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { defineRoute } from '../../route.ts';
import { CaseParams, ContractView, TAG } from './schemas.ts';

/** GET /cases/{caseId}/contract: the live contract, or the last one of a case that ended otherwise (CTR-01). */
export const getCaseContractRoute = defineRoute({
  id: 'getCaseContract',
  method: 'get',
  path: '/cases/{caseId}/contract',
  tag: TAG,
  summary: 'The contract of a case: clauses, values, what is missing, signatures',
  access: ['READ_CASES'],
  params: CaseParams,
  response: { status: 200, schema: ContractView },
  handle: async ({ deps: { db }, actor, params: { caseId } }) => {
    const sight = await assertCanReadCase(db.sql, actor, caseId);
    const contract = await latestContract(db.sql, caseId);
    if (contract === undefined) throw new Refusal('NOT_FOUND');
    return { body: await viewContract(db.sql, contract, sight), etag: contract.version };
  },
});
