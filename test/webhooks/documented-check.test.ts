import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WEBHOOK_EVENTS } from '../../src/domain/webhooks/events.ts';
import { signatureOf } from '../../src/webhooks/sending/signature.ts';

const page = fs.readFileSync(path.join(import.meta.dirname, '../../docs/webhooks.md'), 'utf8');
const at = new Date('2026-11-24T16:00:00.700Z');
const now = at.getTime() / 1000;
const body = JSON.stringify({ event: 'task.decided', data: { note: '渠道' } });
const header = signatureOf('whsec_a', body, at);

let directory: string;
beforeAll(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'qudao-test-'));
  fs.writeFileSync(path.join(directory, 'check.mjs'), /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
  fs.writeFileSync(
    path.join(directory, 'ask.mjs'),
    `import { isFromQudao } from './check.mjs';
     console.log(JSON.stringify(JSON.parse(process.argv[2]).map((call) => isFromQudao(...call))));`,
  );
});
afterAll(() => {
  fs.rmSync(directory, { recursive: true });
});

function ask(calls: readonly unknown[][]): unknown {
  const file = path.join(directory, 'ask.mjs');
  const environment = { ...process.env, NODE_OPTIONS: '' };
  return JSON.parse(
    execFileSync(process.execPath, [file, JSON.stringify(calls)], { encoding: 'utf8', env: environment }),
  );
}

describe('the page about webhooks', () => {
  it('shows a check that knows what is ours, and refuses everything else', () => {
    expect(
      ask([
        ['whsec_a', header, body, now],
        ['whsec_a', header, body, now + 299],
        ['whsec_b', header, body, now],
        ['whsec_a', header, `${body} `, now],
        ['whsec_a', header, body, now + 302],
        ['whsec_a', header.replace('t=1', 't=2'), body, now],
        ['whsec_a', header.replace(/v1=.*/, 'v1=00'), body, now],
        ['whsec_a', header.replace(/,v1=.*/, ''), body, now],
      ]),
    ).toEqual([true, true, false, false, false, false, false, false]);
  });

  it('names every event', () => {
    expect(WEBHOOK_EVENTS.filter((event) => !page.includes(`\`${event}\``))).toEqual([]);
  });
});
