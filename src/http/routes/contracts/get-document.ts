import { Refusal } from '../../../domain/refusal.ts';
import { defineRoute } from '../../route.ts';
import { ContractParams, TAG } from './schemas.ts';
import { visibleContract } from './visible-contract.ts';

/** GET /contracts/{contractId}/document: leads to the file, whose download is checked and recorded in one place. */
export const getContractDocumentRoute = defineRoute({
  id: 'getContractDocument',
  method: 'get',
  path: '/contracts/{contractId}/document',
  tag: TAG,
  summary: 'The PDF of an issued contract, by its address among the files',
  access: ['READ_CASES'],
  params: ContractParams,
  response: { status: 303 },
  handle: async ({ deps: { db }, actor, params: { contractId } }) => {
    const { contract } = await visibleContract(db.sql, actor, contractId);
    if (contract.fileId === null) throw new Refusal('NOT_FOUND');
    return { headers: { Location: `/api/v1/files/${contract.fileId}` } };
  },
});
