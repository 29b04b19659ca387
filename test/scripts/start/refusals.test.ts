import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { assertDiskSpace } from '../../../scripts/parts/machine/disk.ts';
import { launchProduct } from '../../../scripts/start/launcher.ts';
import { builtPrograms } from '../../../scripts/start/programs.ts';
import { readSettings } from '../../../scripts/start/settings.ts';
import { findScratchPorts, makeScratchDirectory, removeScratchDirectory } from '../scratch-directory.ts';

describe('npm start refuses, in one sentence,', () => {
  let scratch: string;
  let data: string;
  let firstPort: number;

  beforeEach(async () => {
    scratch = makeScratchDirectory();
    data = path.join(scratch, 'data');
    firstPort = await findScratchPorts(4);
  });

  afterEach(() => {
    removeScratchDirectory(scratch);
  });

  it.each([
    { variable: 'PORT', offset: 0, part: 'the API' },
    { variable: 'QUDAO_SMTP_PORT', offset: 1, part: 'the mail catcher' },
    { variable: 'QUDAO_MAIL_PORT', offset: 2, part: 'the mail page' },
    { variable: 'QUDAO_POSTGRES_PORT', offset: 3, part: 'PostgreSQL' },
  ])('a port of $part that is taken', async ({ variable, offset, part }) => {
    const port = firstPort + offset;
    const stranger = net.createServer().listen(port, '127.0.0.1');
    await expect(start()).rejects.toThrow(
      `Port ${port} for ${part} is taken by another program: end that program, or choose another port with ${variable}.`,
    );
    stranger.close();
  });

  it('data of a newer product version', async () => {
    writeVersion({ product: '99.0.0', migration: null });
    await expect(start()).rejects.toThrow(/was used by version 99\.0\.0 .* start the newer version, or begin anew/);
  });

  it('data with a migration it does not know', async () => {
    writeVersion({ product: '0.0.1', migration: '29991231000000_later' });
    await expect(start()).rejects.toThrow(/\(29991231000000_later\)/);
  });

  it('a PostgreSQL directory of another major version', async () => {
    writeVersion({ product: '0.0.1', migration: null });
    fs.writeFileSync(path.join(data, 'secrets.json'), JSON.stringify(secrets));
    fs.mkdirSync(path.join(data, 'postgres'));
    fs.writeFileSync(path.join(data, 'postgres/PG_VERSION'), '16\n');
    await expect(start()).rejects.toThrow(/belongs to PostgreSQL 16/);
  });

  it('a database whose passwords are lost', async () => {
    writeVersion({ product: '0.0.1', migration: null });
    fs.mkdirSync(path.join(data, 'postgres'));
    await expect(start()).rejects.toThrow(/secrets\.json is gone, and with it the passwords/);
  });

  it('a directory that holds something else, and leaves it alone, also when it is to begin anew', async () => {
    fs.writeFileSync(path.join(scratch, 'letter.txt'), 'dear');
    const elsewhere = { QUDAO_DATA: scratch };
    await expect(start(elsewhere)).rejects.toThrow(
      'is neither empty nor a data directory of Qudao: set QUDAO_DATA to another one.',
    );
    await expect(start(elsewhere, ['--reset'])).rejects.toThrow('is neither empty nor');
    expect(fs.readdirSync(scratch)).toEqual(['letter.txt']);
  });

  it('an argument and a port it does not understand', () => {
    expect(() => readSettings({}, ['--rest'])).toThrow('npm start knows --reset and --https, but not --rest.');
    expect(() => readSettings({ PORT: 'eighty' }, [])).toThrow(/The environment is not usable: .*PORT/s);
  });

  it('to serve https under a public address that says http', () => {
    expect(() => readSettings({ PUBLIC_URL: 'http://qudao.example' }, ['--https'])).toThrow(
      'PUBLIC_URL is http://qudao.example, but --https serves https: change it or leave it out.',
    );
  });

  it('a full disk', () => {
    expect(() => {
      assertDiskSpace(path.join(data, 'not/yet/there'), 1e12, 'PostgreSQL');
    }).toThrow(/^The disk of .* is full: PostgreSQL needs 1000000000000 MiB, \d+ MiB are free\.$/);
  });

  function start(variables: Record<string, string> = {}, args: string[] = []): Promise<void> {
    const ports = { PORT: 0, QUDAO_SMTP_PORT: 1, QUDAO_MAIL_PORT: 2, QUDAO_POSTGRES_PORT: 3 };
    const own = Object.entries(ports).map(([name, offset]): [string, string] => [name, String(firstPort + offset)]);
    const settings = readSettings({ QUDAO_DATA: data, ...Object.fromEntries(own), ...variables }, args);
    const stop = new AbortController().signal;
    return launchProduct({ settings, programs: builtPrograms, report: () => undefined, stop });
  }

  function writeVersion(version: unknown): void {
    fs.mkdirSync(data);
    fs.writeFileSync(path.join(data, 'version.json'), JSON.stringify(version));
  }
});

const secret = 's'.repeat(32);
const secrets = {
  databaseAdmin: secret,
  databaseOwner: secret,
  databaseApp: secret,
  temporalDatabase: secret,
  session: secret,
  personHash: secret,
};
