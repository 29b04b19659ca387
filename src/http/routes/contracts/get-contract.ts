import { viewContract } from '../../../contracts/view-contract.ts';
import { defineRoute } from '../../route.ts';
import { ContractParams, ContractView, TAG } from './schemas.ts';
import { visibleContract } from './visible-contract.ts';

/** GET /contracts/{contractId} */
export const getContractRoute = defineRoute({
  id: 'getContract',
  method: 'get',
  path: '/contracts/{contractId}',
  tag: TAG,
  summary: 'One contract',
  access: ['READ_CASES'],
  params: ContractParams,
  response: { status: 200, schema: ContractView },
  handle: async ({ deps: { db }, actor, params: { contractId } }) => {
    const { contract, sight } = await visibleContract(db.sql, actor, contractId);
    return { body: await viewContract(db.sql, contract, sight), etag: contract.version };
  },
});
