import type { Route } from '../../route.ts';
import { downloadFileRoute } from './download-file.ts';

export const FILE_ROUTES: readonly Route[] = [downloadFileRoute];
