import type { Route } from '../../route.ts';
import { addRequestFileRoute } from './add-file.ts';
import { addTaskFormFileRoute } from './add-task-form-file.ts';
import { listRequestKinds } from './list-kinds.ts';
import { listRequestsRoute } from './list-requests.ts';
import { readRequestKind } from './read-kind.ts';
import { readRequestRoute } from './read-request.ts';
import { readTaskForm } from './read-task-form.ts';
import { saveRequestRoute } from './save-request.ts';
import { saveTaskFormRoute } from './save-task-form.ts';
import { startRequestRoute } from './start-request.ts';
import { submitRequestRoute } from './submit-request.ts';

/** Requests of every kind; decided by the ordinary task routes, withdrawn like every case. */
export const REQUEST_ROUTES: readonly Route[] = [
  listRequestKinds,
  readRequestKind,
  startRequestRoute,
  listRequestsRoute,
  readRequestRoute,
  saveRequestRoute,
  addRequestFileRoute,
  submitRequestRoute,
  readTaskForm,
  saveTaskFormRoute,
  addTaskFormFileRoute,
];
