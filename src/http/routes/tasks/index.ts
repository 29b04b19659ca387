import type { Route } from '../../route.ts';
import { addSignersRoute } from './add-signers.ts';
import { claimTaskRoute } from './claim-task.ts';
import { countTasks } from './count-tasks.ts';
import { decideInBulk } from './decide-in-bulk.ts';
import { decideTaskRoute } from './decide-task.ts';
import { delegateTaskRoute } from './delegate-task.ts';
import { listDoneTasks } from './list-done.ts';
import { listStartedCases } from './list-started.ts';
import { listTasks } from './list-tasks.ts';
import { postponeTaskRoute } from './postpone-task.ts';
import { readTaskRoute } from './read-task.ts';
import { recallTaskRoute } from './recall-task.ts';
import { recommendRoute } from './recommend.ts';
import { releaseTaskRoute } from './release-task.ts';
import { removeSignerRoute } from './remove-signer.ts';
import { setPriorityRoute } from './set-priority.ts';
import { supplementTaskRoute } from './supplement-task.ts';
import { takeBackDecisionRoute } from './take-back-decision.ts';
import { takeNextRoute } from './take-next.ts';
import { transferTaskRoute } from './transfer-task.ts';

export const TASK_ROUTES: readonly Route[] = [
  listTasks,
  countTasks,
  listDoneTasks,
  listStartedCases,
  readTaskRoute,
  claimTaskRoute,
  takeNextRoute,
  releaseTaskRoute,
  decideTaskRoute,
  decideInBulk,
  transferTaskRoute,
  postponeTaskRoute,
  addSignersRoute,
  removeSignerRoute,
  delegateTaskRoute,
  recallTaskRoute,
  recommendRoute,
  setPriorityRoute,
  supplementTaskRoute,
  takeBackDecisionRoute,
];
