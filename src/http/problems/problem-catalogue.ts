import type { RefusalCode } from '../../domain/refusal.ts';
import { ACCOUNT_PROBLEMS } from './texts/accounts.ts';
import { ADMINISTRATION_PROBLEMS } from './texts/administration.ts';
import { ADMISSION_PROBLEMS } from './texts/admission.ts';
import { TASK_PROBLEMS } from './texts/tasks.ts';
import { DECIDING_PROBLEMS } from './texts/deciding.ts';
import { SEAT_PROBLEMS } from './texts/seats.ts';
import { CASE_PROBLEMS } from './texts/cases.ts';
import { SUPERVISING_PROBLEMS } from './texts/supervising.ts';
import { CONTRACT_PROBLEMS } from './texts/contracts.ts';
import { CONVERSATION_PROBLEMS } from './texts/conversation.ts';
import { PERSONAL_PROBLEMS } from './texts/personal.ts';
import type { ProblemEntry } from './texts/problem-entry.ts';
import { REQUEST_KIND_PROBLEMS } from './texts/request-kinds.ts';
import { REQUEST_PROBLEMS } from './texts/requests.ts';
import { SUBSTITUTION_PROBLEMS } from './texts/substitutions.ts';

/** Status and texts of every refusal; a code without an entry does not compile. */
export const PROBLEMS = {
  ...REQUEST_PROBLEMS,
  ...ACCOUNT_PROBLEMS,
  ...TASK_PROBLEMS,
  ...DECIDING_PROBLEMS,
  ...SEAT_PROBLEMS,
  ...CASE_PROBLEMS,
  ...SUPERVISING_PROBLEMS,
  ...SUBSTITUTION_PROBLEMS,
  ...CONVERSATION_PROBLEMS,
  ...PERSONAL_PROBLEMS,
  ...ADMISSION_PROBLEMS,
  ...REQUEST_KIND_PROBLEMS,
  ...CONTRACT_PROBLEMS,
  ...ADMINISTRATION_PROBLEMS,
} satisfies Record<RefusalCode, ProblemEntry>;
