import path from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../parts/machine/repository.ts';
import { StartError } from '../parts/machine/start-error.ts';
import { lanAddresses } from './https/addresses.ts';

const port = (standard: number): z.ZodType<number> => z.coerce.number().int().min(1).max(65_000).default(standard);

const environment = z.object({
  QUDAO_DATA: z.string().min(1).default(path.join(repositoryRoot, '.data')),
  PORT: port(8080),
  PUBLIC_URL: z.url().optional(),
  QUDAO_POSTGRES_PORT: port(5499),
  QUDAO_TEMPORAL_PORT: port(7499),
  QUDAO_SMTP_PORT: port(5425),
  QUDAO_MAIL_PORT: port(5480),
  /** A Temporal server of one's own; then none is started here. */
  TEMPORAL_ADDRESS: z.string().min(1).optional(),
  /** A mail server of one's own; then no mail is caught here. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
});

export interface Settings {
  /** Everything this product keeps on this machine. */
  readonly dataDirectory: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly postgresPort: number;
  readonly temporalPort: number;
  readonly smtpPort: number;
  readonly mailPort: number;
  readonly temporalAddress: string | undefined;
  readonly smtpUrl: string | undefined;
  /** `--reset`: begin anew. */
  readonly isReset: boolean;
  /** `--https`: for phones in the same network; otherwise only this machine is served, over plain HTTP. */
  readonly https: HttpsSettings | undefined;
}

export interface HttpsSettings {
  /** Host names and addresses under which it can be opened. */
  readonly names: readonly string[];
}

const knownArguments = ['--reset', '--https'];

/** Reads the environment and the arguments of `npm start`; throws a `StartError` that names what is wrong. */
export function readSettings(variables: NodeJS.ProcessEnv, args: readonly string[]): Settings {
  const unknown = args.find((argument) => !knownArguments.includes(argument));
  if (unknown !== undefined)
    throw new StartError(`npm start knows ${knownArguments.join(' and ')}, but not ${unknown}.`);
  const parsed = environment.safeParse(variables);
  if (!parsed.success) throw new StartError(`The environment is not usable: ${z.prettifyError(parsed.error)}`);
  const values = parsed.data;
  return {
    ...(args.includes('--https') ? openToNetwork(values) : onlyHere(values)),
    dataDirectory: path.resolve(values.QUDAO_DATA),
    port: values.PORT,
    postgresPort: values.QUDAO_POSTGRES_PORT,
    temporalPort: values.QUDAO_TEMPORAL_PORT,
    smtpPort: values.QUDAO_SMTP_PORT,
    mailPort: values.QUDAO_MAIL_PORT,
    temporalAddress: values.TEMPORAL_ADDRESS,
    smtpUrl: values.SMTP_URL,
    isReset: args.includes('--reset'),
  };
}

type Environment = z.infer<typeof environment>;
type Reach = Pick<Settings, 'publicUrl' | 'https'>;

function onlyHere({ PORT, PUBLIC_URL }: Environment): Reach {
  return { publicUrl: PUBLIC_URL ?? `http://127.0.0.1:${PORT}`, https: undefined };
}

/** People type an address of the network, on this machine too: links in mails have to work on the phone. */
function openToNetwork({ PORT, PUBLIC_URL }: Environment): Reach {
  if (PUBLIC_URL !== undefined && new URL(PUBLIC_URL).protocol !== 'https:') {
    throw new StartError(`PUBLIC_URL is ${PUBLIC_URL}, but --https serves https: change it or leave it out.`);
  }
  const addresses = lanAddresses();
  const publicUrl = PUBLIC_URL ?? `https://${addresses[0] ?? '127.0.0.1'}:${PORT}`;
  const names = new Set(['localhost', '127.0.0.1', ...addresses, new URL(publicUrl).hostname]);
  return { publicUrl, https: { names: [...names] } };
}
