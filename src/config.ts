import { z } from 'zod';

/** A variable that is set to nothing is not set. */
const file = z
  .string()
  .transform((name) => (name === '' ? undefined : name))
  .optional();

const Variables = z.object({
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
  /** Certificate with its chain and the key to it, in PEM; without them the API speaks plain HTTP. */
  TLS_CERT_FILE: file,
  TLS_KEY_FILE: file,
  /** The address people type; links in mails and the origin check use it. */
  PUBLIC_URL: z.url(),
  /** How many proxies stand in front (Express `trust proxy`). */
  TRUST_PROXY: z.coerce.number().int().min(0).default(0),
  DATA_DIR: z.string().min(1),
  /** How long uploaded bytes that nothing refers to are kept; longer than any upload takes. */
  FILE_GRACE_HOURS: z.coerce.number().int().min(1).default(24),
  SESSION_SECRET: z.string().min(32),
  /** Keys the hashes of resident ids and other personal fields. Changing it forgets every match. */
  PERSON_HASH_KEY: z.string().min(32),
  /** Networks inside the house that webhooks may reach, in CIDR form: `10.20.0.0/16,fd00:20::/32`. */
  WEBHOOK_NETWORKS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((network) => network.trim() || []))
    .pipe(z.array(z.union([z.cidrv4(), z.cidrv6()]))),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});
const Environment = Variables.refine(
  ({ TLS_CERT_FILE, TLS_KEY_FILE }) => (TLS_CERT_FILE === undefined) === (TLS_KEY_FILE === undefined),
  { path: ['TLS_KEY_FILE'], error: 'is set together with TLS_CERT_FILE or not at all' },
).refine(({ TLS_CERT_FILE, PUBLIC_URL }) => TLS_CERT_FILE === undefined || PUBLIC_URL.startsWith('https:'), {
  path: ['PUBLIC_URL'],
  error: 'begins with https: where TLS_CERT_FILE is set',
});

export type Mode = z.infer<typeof Environment>['QUDAO_MODE'];

export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface Config {
  readonly mode: Mode;
  readonly databaseUrl: string;
  readonly databasePool: number;
  readonly temporal: { readonly address: string; readonly namespace: string; readonly taskQueue: string };
  readonly smtpUrl: string;
  readonly mailFrom: string;
  readonly host: string;
  readonly port: number;
  readonly tls: TlsFiles | undefined;
  readonly publicUrl: string;
  readonly trustProxy: number;
  readonly dataDir: string;
  readonly fileGraceHours: number;
  readonly sessionSecret: string;
  readonly personHashKey: string;
  readonly webhookNetworks: readonly string[];
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
    tls: tlsFiles(e),
    publicUrl: e.PUBLIC_URL.replace(/\/$/, ''),
    trustProxy: e.TRUST_PROXY,
    dataDir: e.DATA_DIR,
    fileGraceHours: e.FILE_GRACE_HOURS,
    sessionSecret: e.SESSION_SECRET,
    personHashKey: e.PERSON_HASH_KEY,
    webhookNetworks: e.WEBHOOK_NETWORKS,
    logLevel: e.LOG_LEVEL,
  });
}

function tlsFiles({ TLS_CERT_FILE, TLS_KEY_FILE }: z.infer<typeof Environment>): TlsFiles | undefined {
  if (TLS_CERT_FILE === undefined || TLS_KEY_FILE === undefined) return undefined;
  return { certFile: TLS_CERT_FILE, keyFile: TLS_KEY_FILE };
}
