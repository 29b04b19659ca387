import { z } from 'zod';

const Environment = z.object({
  /** `production` refuses second-long deadlines and demands explicit secrets. */
  QUDAO_MODE: z.enum(['development', 'test', 'production']).default('development'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20),
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().min(1).default('qudao'),
  TASK_QUEUE: z.string().min(1).default('qudao'),
  /** Any SMTP server; `npm start` sets the local mail catcher. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z.string().min(3).default('Qudao 渠道 <no-reply@qudao.local>'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** The address people type; links in mails and the origin check use it. */
  PUBLIC_URL: z.url(),
  /** How many proxies stand in front (Express `trust proxy`). */
  TRUST_PROXY: z.coerce.number().int().min(0).default(0),
  DATA_DIR: z.string().min(1),
  SESSION_SECRET: z.string().min(32),
  /** Keys the hashes of resident ids and other personal fields. Changing it forgets every match. */
  PERSON_HASH_KEY: z.string().min(32),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export type Mode = z.infer<typeof Environment>['QUDAO_MODE'];

export interface Config {
  readonly mode: Mode;
  readonly databaseUrl: string;
  readonly databasePool: number;
  readonly temporal: { readonly address: string; readonly namespace: string; readonly taskQueue: string };
  readonly smtpUrl: string;
  readonly mailFrom: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly trustProxy: number;
  readonly dataDir: string;
  readonly sessionSecret: string;
  readonly personHashKey: string;
  readonly logLevel: string;
}

/** Parses the environment once; a wrong or missing value stops the start with every problem named. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    throw new Error(`The environment is not usable:\n${z.prettifyError(parsed.error)}\nSee .env.example.`);
  }
  const e = parsed.data;
  return Object.freeze({
    mode: e.QUDAO_MODE,
    databaseUrl: e.DATABASE_URL,
    databasePool: e.DATABASE_POOL,
    temporal: { address: e.TEMPORAL_ADDRESS, namespace: e.TEMPORAL_NAMESPACE, taskQueue: e.TASK_QUEUE },
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM,
    host: e.HOST,
    port: e.PORT,
    publicUrl: e.PUBLIC_URL.replace(/\/$/, ''),
    trustProxy: e.TRUST_PROXY,
    dataDir: e.DATA_DIR,
    sessionSecret: e.SESSION_SECRET,
    personHashKey: e.PERSON_HASH_KEY,
    logLevel: e.LOG_LEVEL,
  });
}
