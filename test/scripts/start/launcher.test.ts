import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addressOf } from '../../../scripts/demo/product/address.ts';
import { isPortFree } from '../../../scripts/parts/machine/ports.ts';
import { readLivingProcess } from '../../../scripts/parts/machine/run-file.ts';
import { stopPostgresOf } from '../../../scripts/parts/postgres.ts';
import { findServerProcess } from '../../../scripts/parts/postgres/adopt.ts';
import { findTemporalServer } from '../../../scripts/parts/temporal-server.ts';
import { lanAddresses } from '../../../scripts/start/https/addresses.ts';
import { nodePartNames, pathsOf, type DataPaths } from '../../../scripts/start/paths.ts';
import { answersHttp, answersHttps } from '../../../scripts/start/ready.ts';
import { endNodeParts } from '../../../scripts/start/reset.ts';
import { readSettings } from '../../../scripts/start/settings.ts';
import { makeScratchDirectory, removeScratchDirectory } from '../scratch-directory.ts';
import { choosePorts, RunningLauncher } from './running-launcher.ts';

jest.setTimeout(180_000);

// A start takes seconds, so the tests hand a running launcher on; each one starts it when it does not run.
describe('npm start', () => {
  let data: string;
  let paths: DataPaths;
  let environment: Record<string, string>;
  let launcher: RunningLauncher | undefined;

  beforeAll(async () => {
    data = makeScratchDirectory();
    paths = pathsOf(data);
    environment = { QUDAO_DATA: data, HOST: '0.0.0.0', ...(await choosePorts()) };
  });

  afterAll(async () => {
    await launcher?.end('SIGKILL');
    await endNodeParts(data);
    await findTemporalServer(paths.temporal)?.stop();
    await stopPostgresOf(paths.postgres);
    removeScratchDirectory(data);
  });

  it('brings everything up, tells where, and keeps its secrets to itself', async () => {
    const { output } = await running();
    expect(output).toContain(`Qudao 渠道: http://127.0.0.1:${environment['PORT'] ?? ''}`);
    expect(output).toMatch(/LEADER +leader +secret-1 +王芳/);
    expect(fs.statSync(path.join(data, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(Object.values(livingParts())).not.toContain(undefined);
  });

  it('serves this machine only, whatever HOST says', async () => {
    await running();
    const answers = (host: string) => answersHttp(`http://${host}:${environment['PORT'] ?? ''}/`);
    expect(await answers('127.0.0.1')).toBe(true);
    for (const address of lanAddresses()) expect(await answers(address)).toBe(false);
  });

  it('refuses to run twice on the same data', async () => {
    const first = await running();
    const second = new RunningLauncher(environment);
    await second.says(`Qudao already runs on ${data} (process ${first.process.pid ?? 0})`);
    expect(await second.end('SIGTERM')).toBe(1);
  });

  it('starts again whatever is killed, and says so', async () => {
    const current = await running();
    for (const pid of Object.values(livingParts())) process.kill(pid ?? 0, 'SIGKILL');
    for (const name of ['PostgreSQL', 'Temporal', 'mail catcher', 'worker', 'API']) {
      await current.says(`${name} ended (SIGKILL) and is started again`);
      await current.says(`${name} runs again`);
    }
    expect(Object.values(livingParts())).not.toContain(undefined);
  });

  it('goes on after its own process was killed: adopts the servers and replaces the programs', async () => {
    await (await running()).end('SIGKILL');
    const before = livingParts();
    const { output } = await running();
    const after = livingParts();
    expect(output).toContain('PostgreSQL: found running');
    expect(after).toMatchObject({ postgres: before['postgres'], temporal: before['temporal'] });
    for (const name of nodePartNames) expect([undefined, before[name]]).not.toContain(after[name]);
  });

  it('takes everything down in reverse order', async () => {
    const current = await running();
    expect(await current.end('SIGTERM')).toBe(0);
    expect(current.output.match(/^.+(?=: stopped$)/gm)).toEqual([
      'API',
      'worker',
      'mail catcher',
      'Temporal',
      'PostgreSQL',
    ]);
    expect(Object.values(livingParts()).filter(Boolean)).toEqual([]);
    expect(fs.existsSync(paths.lock)).toBe(false);
  });

  it('frees its ports when it is stopped before everything is up', async () => {
    await launcher?.end('SIGTERM');
    const early = new RunningLauncher(environment);
    await early.says('PostgreSQL: started');
    expect(await early.end('SIGINT')).toBe(0);
    expect(Object.values(livingParts()).filter(Boolean)).toEqual([]);
    expect(await isPortFree(Number(environment['QUDAO_POSTGRES_PORT']))).toBe(true);
  });

  it('begins anew with --reset and removes nothing but its own data', async () => {
    await (await running()).end('SIGKILL');
    for (const kept of ['test', 'tls']) fs.mkdirSync(path.join(data, kept), { recursive: true });
    const secrets = fs.readFileSync(path.join(data, 'secrets.json'), 'utf8');
    const { output } = await running('--reset');
    expect(output).toContain('PostgreSQL: started');
    expect(fs.readFileSync(path.join(data, 'secrets.json'), 'utf8')).not.toBe(secrets);
    for (const kept of ['test', 'tls']) expect(fs.existsSync(path.join(data, kept))).toBe(true);
  });

  it('with --https serves every address over TLS and tells how to trust it', async () => {
    await launcher?.end('SIGTERM');
    const port = environment['PORT'] ?? '';
    const { output } = await running('--https');
    const [, file = ''] = /file: +(\S+)/.exec(output) ?? [];
    expect(output).toContain(`Qudao 渠道: https://${lanAddresses()[0] ?? '127.0.0.1'}:${port}\n`);
    expect(output).toContain(new X509Certificate(fs.readFileSync(file)).fingerprint256);
    for (const name of ['localhost', '127.0.0.1', ...lanAddresses()]) {
      expect(output).toContain(`https://${name}:${port}`);
      expect(await answersHttps(`https://${name}:${port}/`, file)).toBe(true);
    }
    expect(addressOf(readSettings(environment, []))).toBe(`https://${lanAddresses()[0] ?? '127.0.0.1'}:${port}`);
    await launcher?.end('SIGTERM');
  });

  async function running(...args: string[]): Promise<RunningLauncher> {
    if (launcher === undefined || launcher.hasEnded) launcher = new RunningLauncher(environment, args);
    await launcher.says('Ctrl-C stops everything');
    return launcher;
  }

  function livingParts(): Record<string, number | undefined> {
    return {
      postgres: findServerProcess(paths.postgres)?.pid,
      temporal: findTemporalServer(paths.temporal)?.pid,
      ...Object.fromEntries(nodePartNames.map((name) => [name, readLivingProcess(paths.runFile(name))?.pid])),
    };
  }
});
