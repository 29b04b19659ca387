import type { Route } from '../../route.ts';
import { acknowledgePublication } from './acknowledge-publication.ts';
import { listPublications } from './list-publications.ts';
import { listPublicationReceipts } from './list-receipts.ts';
import { readPublicationProgress } from './read-progress.ts';
import { readPublication } from './read-publication.ts';

/** Rules and notices that approved requests have sent out. */
export const PUBLICATION_ROUTES: readonly Route[] = [
  listPublications,
  readPublication,
  acknowledgePublication,
  readPublicationProgress,
  listPublicationReceipts,
];
