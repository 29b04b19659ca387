import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isAlive } from '../../../scripts/parts/machine/processes.ts';
import { findPostgres, startPostgres, stopPostgresOf, type RunningPostgres } from '../../../scripts/parts/postgres.ts';
import { withConnection } from '../../../scripts/parts/postgres/connect.ts';
import { findScratchPorts, makeScratchDirectory, removeScratchDirectory } from '../scratch-directory.ts';

describe('the embedded PostgreSQL', () => {
  let scratch: string;
  let directory: string;
  let port: number;

  beforeEach(async () => {
    scratch = makeScratchDirectory();
    directory = path.join(scratch, 'postgres');
    port = await findScratchPorts(1);
  });

  afterEach(async () => {
    await stopPostgresOf(directory);
    removeScratchDirectory(scratch);
  });

  it('is made, started, adopted with its data, and stopped', async () => {
    const started = await start();
    await query(started, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const adopted = await start();
    expect(adopted).toMatchObject({ isAdopted: true, pid: started.pid, port: started.port });
    expect(await query(adopted, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await adopted.stop();
    expect(isAlive(started.pid)).toBe(false);
    expect(await findPostgres(directory, password)).toBeUndefined();
  });

  it('keeps what was committed when it is killed', async () => {
    const first = await start();
    await query(first, 'CREATE TABLE kept AS SELECT 42 AS answer');
    process.kill(first.pid, 'SIGKILL');
    await first.untilExit();
    const second = await start();
    expect(second.isAdopted).toBe(false);
    expect(await query(second, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('does not take a stranger for its own when the pid file is stale', async () => {
    const first = await start();
    await first.stop();
    const stranger = `${process.pid}\n${directory}\n1\n${port}\n\n127.0.0.1\n`;
    fs.writeFileSync(path.join(directory, 'postmaster.pid'), stranger);
    const second = await start();
    expect(second.isAdopted).toBe(false);
    expect(isAlive(process.pid)).toBe(true);
  });

  it('does not adopt a server that works on another directory', async () => {
    const other = path.join(scratch, 'other');
    await (await start()).stop();
    const foreign = await start(other);
    fs.copyFileSync(path.join(other, 'postmaster.pid'), path.join(directory, 'postmaster.pid'));
    port = await findScratchPorts(1);
    expect((await start()).pid).not.toBe(foreign.pid);
    await foreign.stop();
  });

  it('names the port that is taken and the variable that moves it', async () => {
    const stranger = net.createServer().listen(port, '127.0.0.1');
    await expect(start()).rejects.toThrow(
      `Port ${port} for PostgreSQL is taken by another program: end that program, or choose another port with QUDAO_POSTGRES_PORT.`,
    );
    stranger.close();
  });

  it('refuses the data directory of another major version', async () => {
    fs.mkdirSync(directory);
    fs.writeFileSync(path.join(directory, 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(/belongs to PostgreSQL 17, this product runs PostgreSQL 18/);
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;

  asRoot('says which folder the database user may not enter', async () => {
    fs.chmodSync(scratch, 0o700);
    await expect(start()).rejects.toThrow(`may not enter ${scratch}: put the project and its data elsewhere`);
  });

  function start(at = directory): Promise<RunningPostgres> {
    return startPostgres({
      directory: at,
      port,
      portVariable: 'QUDAO_POSTGRES_PORT',
      password,
      logFile: path.join(scratch, 'logs/postgres.log'),
      settings: { fsync: 'off' },
    });
  }
});

const password = 'correct horse battery staple';

async function query(server: RunningPostgres, sql: string): Promise<unknown[]> {
  const address = { port: server.port, user: 'postgres', password, database: 'postgres' };
  const result = await withConnection(address, (client) => client.query<Record<string, unknown>>(sql));
  return result.rows;
}
