import type { Route } from '../../route.ts';
import { getCaseContractRoute } from './get-case-contract.ts';
import { getContractRoute } from './get-contract.ts';
import { getContractDocumentRoute } from './get-document.ts';
import { listContractsRoute } from './list-contracts.ts';
import { saveCaseContractRoute } from './save-case-contract.ts';
import { signContractRoute } from './sign-contract.ts';
import { verifyContractRoute } from './verify-contract.ts';

export const CONTRACT_ROUTES: readonly Route[] = [
  getCaseContractRoute,
  saveCaseContractRoute,
  signContractRoute,
  listContractsRoute,
  getContractRoute,
  getContractDocumentRoute,
  verifyContractRoute,
];
