import type { Route } from '../../route.ts';
import { activateAccountRoute } from './activate-account.ts';
import { changePasswordRoute } from './change-password.ts';
import { giveConsentRoute } from './give-consent.ts';
import { logInRoute } from './log-in.ts';
import { logOutEverywhereRoute } from './log-out-everywhere.ts';
import { logOutRoute } from './log-out.ts';
import { readPrivacyNoticeRoute } from './read-privacy-notice.ts';
import { registerRoute } from './register.ts';
import { requestPasswordResetRoute } from './request-password-reset.ts';
import { resetPasswordRoute } from './reset-password.ts';
import { setLocaleRoute } from './set-locale.ts';
import { whoAmIRoute } from './who-am-i.ts';

/** Logging in, registering, and one's own account. */
export const ACCOUNT_ROUTES: readonly Route[] = [
  logInRoute,
  logOutRoute,
  logOutEverywhereRoute,
  readPrivacyNoticeRoute,
  registerRoute,
  activateAccountRoute,
  requestPasswordResetRoute,
  resetPasswordRoute,
  whoAmIRoute,
  changePasswordRoute,
  giveConsentRoute,
  setLocaleRoute,
];
