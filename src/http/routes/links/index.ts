import type { Route } from '../../route.ts';
import { decideByLinkRoute } from './decide-by-link.ts';
import { previewDecision } from './preview-decision.ts';

export const LINK_ROUTES: readonly Route[] = [previewDecision, decideByLinkRoute];
