import fs from 'node:fs';
import { z } from 'zod';
import type { Settings } from './settings.ts';

const logins = z.array(z.object({ role: z.string(), login: z.string(), password: z.string(), name: z.string() }));

/** The last lines of a start: where to go, and with which names. */
export function announcement(settings: Settings, loginsFile: string): string {
  const lines = [
    '',
    `Qudao 渠道: ${settings.publicUrl}`,
    `mail:       http://127.0.0.1:${settings.mailPort}`,
    `data, logs: ${settings.dataDirectory}`,
    ...demoLogins(loginsFile),
    '',
    'Ctrl-C stops everything; the next start goes on where this one ended.',
  ];
  return lines.join('\n');
}

function demoLogins(file: string): string[] {
  if (!fs.existsSync(file)) return [];
  const rows = logins.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  const width = (key: 'login' | 'password'): number => Math.max(...rows.map((row) => row[key].length));
  return [
    '',
    'Demonstration log-ins:',
    ...rows.map(({ login, password, role, name }) =>
      `  ${login.padEnd(width('login'))}  ${password.padEnd(width('password'))}  ${role}  ${name}`.trimEnd(),
    ),
  ];
}
