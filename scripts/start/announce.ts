import fs from 'node:fs';
import { z } from 'zod';
import { adviceFor } from './https/advice.ts';
import type { Certificates } from './https/certificates.ts';
import type { Settings } from './settings.ts';

const product = 'Qudao 渠道';
const logins = z.array(z.object({ role: z.string(), login: z.string(), password: z.string(), name: z.string() }));

export interface Announced {
  settings: Settings;
  certificates: Certificates | undefined;
  loginsFile: string;
}

/** The last lines of a start: where to go, and with which names. */
export function announcement({ settings, certificates, loginsFile }: Announced): string {
  const lines = [
    '',
    `${product}: ${settings.publicUrl}`,
    ...(certificates === undefined ? [] : adviceFor(settings, certificates)),
    ...(certificates === undefined ? [] : ['']),
    `mail:       ${settings.smtpUrl === undefined ? `http://127.0.0.1:${settings.mailPort}` : 'your own server (SMTP_URL)'}`,
    `data, logs: ${settings.dataDirectory}`,
    ...demoLogins(loginsFile),
    '',
    'Ctrl-C stops everything; the next start goes on where this one ended.',
  ];
  return lines.join('\n');
}

/** One for each role; the file has them all. */
function demoLogins(file: string): string[] {
  if (!fs.existsSync(file)) return [];
  const all = logins.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  const rows = all.filter(({ role }, index) => all.findIndex((other) => other.role === role) === index);
  const widthOf = (key: 'login' | 'password' | 'role'): number => Math.max(...rows.map((row) => row[key].length));
  const [login, password, role] = [widthOf('login'), widthOf('password'), widthOf('role')];
  return [
    '',
    `Demonstration log-ins, one for each role (all ${all.length} in ${file}):`,
    ...rows.map(
      (row) => `  ${row.role.padEnd(role)}  ${row.login.padEnd(login)}  ${row.password.padEnd(password)}  ${row.name}`,
    ),
  ];
}
