import { execFile } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repositoryRoot } from '../../../scripts/parts/machine/repository.ts';
import { ensureCertificates } from '../../../scripts/start/https/certificates.ts';
import { pathsOf } from '../../../scripts/start/paths.ts';
import { findScratchPorts, makeScratchDirectory, removeScratchDirectory } from '../scratch-directory.ts';

let data: string;
let server: https.Server;
let port: number;

beforeAll(async () => {
  data = makeScratchDirectory();
  const { certificateFile, keyFile } = ensureCertificates({ directory: pathsOf(data).tls, names: ['127.0.0.1'] });
  const pair = { cert: fs.readFileSync(certificateFile), key: fs.readFileSync(keyFile) };
  port = await findScratchPorts(2);
  server = https.createServer(pair, (_request, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  removeScratchDirectory(data);
});

describe('npm run demo', () => {
  it('trusts the authority of npm start -- --https, whichever other one this machine is told to trust', async () => {
    const register = path.join(repositoryRoot, 'test/support/register-typescript.mjs');
    const main = path.join(repositoryRoot, 'scripts/demo/main.ts');
    const mail = `http://127.0.0.1:${port + 1}`;
    const told = promisify(execFile)(
      process.execPath,
      ['--import', register, main, '--api', `https://127.0.0.1:${port}`, '--mail', mail, '--lang', 'en'],
      { env: { ...process.env, NODE_OPTIONS: '', QUDAO_DATA: data, NODE_EXTRA_CA_CERTS: path.join(data, 'none') } },
    );
    // The product answered; the mail catcher, which is asked next, is not there.
    await expect(told).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(`${mail}/messages`) });
  });
});
