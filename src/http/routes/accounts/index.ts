import type { Route } from '../../route.ts';
import { logInRoute } from './log-in.ts';
import { logOutEverywhereRoute } from './log-out-everywhere.ts';
import { logOutRoute } from './log-out.ts';
import { whoAmIRoute } from './who-am-i.ts';

export const ACCOUNT_ROUTES: readonly Route[] = [logInRoute, logOutRoute, logOutEverywhereRoute, whoAmIRoute];
