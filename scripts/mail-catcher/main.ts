import { z } from 'zod';
import { MailCatcher } from './mail-catcher.ts';

const environment = z.object({
  MAIL_DIR: z.string().min(1),
  SMTP_PORT: z.coerce.number().int(),
  MAIL_PORT: z.coerce.number().int(),
});

const { MAIL_DIR, SMTP_PORT, MAIL_PORT } = environment.parse(process.env);
const catcher = new MailCatcher({ directory: MAIL_DIR, smtpPort: SMTP_PORT, pagePort: MAIL_PORT });
await catcher.start();
console.log(`mail for ${catcher.smtpUrl} is shown on ${catcher.pageUrl}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void catcher.stop();
  });
}
