import { z } from 'zod';

/** Liquid. A subject is one line: a line break in it would be one in the mail's header. */
const words = z.strictObject({
  subject: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\r\n]*$/),
  text: z.string().min(1).max(10_000),
  /** Only where the plain layout around `text` is not enough; what it prints is escaped. */
  html: z.string().min(1).max(50_000).exactOptional(),
});

/** Policy kind MESSAGE_TEMPLATE: one notice in both languages. `variables` lists every name its texts may use. */
export const MessageTemplateBody = z.strictObject({
  variables: z.array(z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/)),
  zh: words,
  en: words,
});
export type MessageTemplateBody = z.infer<typeof MessageTemplateBody>;
