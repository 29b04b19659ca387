import type { RefusalCode } from '../domain/refusal.ts';
import { ACCOUNT_PROBLEMS } from './problems/accounts.ts';
import { ADMINISTRATION_PROBLEMS } from './problems/administration.ts';
import { ADMISSION_PROBLEMS } from './problems/admission.ts';
import { CASE_PROBLEMS } from './problems/cases.ts';
import { CONTRACT_PROBLEMS } from './problems/contracts.ts';
import type { ProblemEntry } from './problems/problem-entry.ts';
import { REQUEST_PROBLEMS } from './problems/requests.ts';

/** Status and texts of every refusal; a code without an entry does not compile. */
export const PROBLEMS = {
  ...REQUEST_PROBLEMS,
  ...ACCOUNT_PROBLEMS,
  ...CASE_PROBLEMS,
  ...ADMISSION_PROBLEMS,
  ...CONTRACT_PROBLEMS,
  ...ADMINISTRATION_PROBLEMS,
} satisfies Record<RefusalCode, ProblemEntry>;
