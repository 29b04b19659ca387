import { z } from 'zod';

/** Stages to come for which somebody chooses people, and out of whom. */
export const OffersSchema = z.object({
  items: z.array(
    z.object({
      stage: z.string(),
      titleZh: z.string(),
      titleEn: z.string(),
      atMost: z.number().int(),
      people: z.array(z.object({ accountId: z.uuid(), name: z.string() })),
    }),
  ),
});
