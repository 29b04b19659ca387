import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findTemporalBinaries, type TemporalBinaries } from '../../../scripts/parts/temporal/binaries.ts';
import { makeScratchDirectory, removeScratchDirectory } from '../scratch-directory.ts';

describe('the Temporal server’s programs', () => {
  let scratch: string;
  let cache: string;
  let release: http.Server;
  let requests: string[];
  let files: Record<string, Buffer | string>;

  beforeEach(async () => {
    scratch = makeScratchDirectory();
    cache = path.join(scratch, 'cache');
    requests = [];
    files = {};
    release = http.createServer((request, response) => {
      const name = path.basename(request.url ?? '');
      requests.push(name);
      response.statusCode = name in files ? 200 : 404;
      response.end(files[name]);
    });
    await once(release.listen(0, '127.0.0.1'), 'listening');
  });

  afterEach(() => {
    release.close();
    removeScratchDirectory(scratch);
  });

  it('come from the release when its check sum is right, and from the cache afterwards', async () => {
    publish(archiveOfPrograms());
    const first = await find();
    expect(execFileSync(first.server, { encoding: 'utf8' })).toBe('server\n');
    expect(execFileSync(first.sqlTool, { encoding: 'utf8' })).toBe('sql tool\n');
    requests = [];
    expect(await find()).toEqual(first);
    expect(requests).toEqual([]);
  });

  it('are refused when the download is not what was published', async () => {
    publish(archiveOfPrograms(), 'f'.repeat(64));
    await expect(find()).rejects.toThrow(
      /is broken: its SHA-256 is [0-9a-f]{64}, published is f{64}; try again later\.$/,
    );
    expect(fs.readdirSync(cache)).toEqual([]);
  });

  it('are asked for in one sentence with every way to get them when there is no release and no Go', async () => {
    const failure: unknown = await find().catch((error: unknown) => error);
    expect(String(failure)).toMatch(
      /^StartError: The Temporal server 1\.32\.0 is missing: set TEMPORAL_ADDRESS .* install Go .* put temporal-server-1\.32\.0 .*\.$/,
    );
    expect(fs.readdirSync(cache)).toEqual([]);
  });

  it('are built from the Go module when there is no release', async () => {
    const go = path.join(scratch, 'go');
    const build = `#!/bin/sh\necho "$@" > ${scratch}/asked\ntouch $GOBIN/server $GOBIN/sql\n`;
    fs.writeFileSync(go, build, { mode: 0o755 });
    const { server } = await find(scratch);
    expect(fs.existsSync(server)).toBe(true);
    expect(fs.readFileSync(path.join(scratch, 'asked'), 'utf8')).toContain('go.temporal.io/server/cmd/server@v1.32.0');
  });

  it('are not there when Go cannot build them, and its last words are told', async () => {
    fs.writeFileSync(path.join(scratch, 'go'), '#!/bin/sh\necho "go: no such module" >&2\nexit 1\n', { mode: 0o755 });
    await expect(find(scratch)).rejects.toThrow('Go could not build the Temporal server 1.32.0: go: no such module');
  });

  function find(searchPath = ''): Promise<TemporalBinaries> {
    return findTemporalBinaries({
      cacheDirectory: cache,
      releaseUrl: `http://127.0.0.1:${portOf(release)}/download`,
      path: searchPath,
      report: () => undefined,
    });
  }

  function publish(archive: Buffer, checksum = crypto.createHash('sha256').update(archive).digest('hex')): void {
    const arch = process.arch === 'x64' ? 'amd64' : process.arch;
    const name = `temporal_1.32.0_${process.platform}_${arch}.tar.gz`;
    files = { [name]: archive, 'checksums.txt': `${'0'.repeat(64)}  other.tar.gz\n${checksum}  ${name}\n` };
  }

  function archiveOfPrograms(): Buffer {
    const programs = { 'temporal-server': 'server', 'temporal-sql-tool': 'sql tool' };
    for (const [name, says] of Object.entries(programs)) {
      fs.writeFileSync(path.join(scratch, name), `#!/bin/sh\necho ${says}\n`, { mode: 0o755 });
    }
    execFileSync('tar', ['-czf', 'release.tar.gz', ...Object.keys(programs)], { cwd: scratch });
    return fs.readFileSync(path.join(scratch, 'release.tar.gz'));
  }
});

function portOf(server: http.Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
