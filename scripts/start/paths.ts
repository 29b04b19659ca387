import path from 'node:path';

/** Node programs of the product that run as processes of their own. */
export const nodePartNames = ['mail-catcher', 'worker', 'api'] as const;

export type NodePartName = (typeof nodePartNames)[number];

export interface DataPaths {
  readonly lock: string;
  readonly postgres: string;
  readonly temporal: string;
  readonly mail: string;
  readonly logins: string;
  /** Certificates of `--https`. */
  readonly tls: string;
  runFile: (name: NodePartName) => string;
  logFile: (name: string) => string;
}

/** Where everything lies in a data directory. */
export function pathsOf(dataDirectory: string): DataPaths {
  return {
    lock: path.join(dataDirectory, 'launcher.lock'),
    postgres: path.join(dataDirectory, 'postgres'),
    temporal: path.join(dataDirectory, 'temporal'),
    mail: path.join(dataDirectory, 'mail'),
    logins: path.join(dataDirectory, 'demo-logins.json'),
    tls: path.join(dataDirectory, 'tls'),
    runFile: (name) => path.join(dataDirectory, 'run', `${name}.json`),
    logFile: (name) => path.join(dataDirectory, 'logs', `${name}.log`),
  };
}
