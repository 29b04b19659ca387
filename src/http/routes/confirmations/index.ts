import type { Route } from '../../route.ts';
import { confirmDutyRoute } from './confirm-duty.ts';
import { listConfirmationsRoute } from './list-confirmations.ts';

export const CONFIRMATION_ROUTES: readonly Route[] = [listConfirmationsRoute, confirmDutyRoute];
