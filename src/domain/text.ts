import { z } from 'zod';

/** A text that people see, in both languages. */
export const bilingualSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

export type Bilingual = z.infer<typeof bilingualSchema>;
