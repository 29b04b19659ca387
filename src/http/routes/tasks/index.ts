import type { Route } from '../../route.ts';
import { addSignersRoute } from './seats/add-signers.ts';
import { claimTaskRoute } from './claiming/claim-task.ts';
import { countTasks } from './count-tasks.ts';
import { decideInBulk } from './deciding/decide-in-bulk.ts';
import { decideTaskRoute } from './deciding/decide-task.ts';
import { delegateTaskRoute } from './seats/delegate-task.ts';
import { listDoneTasks } from './list-done.ts';
import { listStartedCases } from './list-started.ts';
import { listTasks } from './list-tasks.ts';
import { postponeTaskRoute } from './supervising/postpone-task.ts';
import { readTaskRoute } from './read-task.ts';
import { recallTaskRoute } from './seats/recall-task.ts';
import { recommendRoute } from './seats/recommend.ts';
import { releaseTaskRoute } from './claiming/release-task.ts';
import { removeSignerRoute } from './seats/remove-signer.ts';
import { setPriorityRoute } from './supervising/set-priority.ts';
import { supplementTaskRoute } from './deciding/supplement-task.ts';
import { takeBackDecisionRoute } from './deciding/take-back-decision.ts';
import { takeNextRoute } from './claiming/take-next.ts';
import { transferTaskRoute } from './seats/transfer-task.ts';

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
