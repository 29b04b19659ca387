import { z } from 'zod';

export const TAG = 'publications';
export const PublicationParams = z.object({ publicationId: z.uuid() });
