import type { Route } from '../../route.ts';
import { readWorkSettingsRoute } from './read-work-settings.ts';
import { saveWorkSettingsRoute } from './save-work-settings.ts';

export const PERSONAL_ROUTES: readonly Route[] = [readWorkSettingsRoute, saveWorkSettingsRoute];
