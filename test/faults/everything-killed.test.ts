import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callers, type TestApi } from '../support/api.ts';
import { startApiProcess, startWorkerProcess, type ProductProcess } from '../support/product-processes.ts';
import { approve, eventually, givenCase, passReview, type DrivenCase, untilDelivered } from './case-driver.ts';
import { expectSound } from './invariants.ts';
import { startOwnParts, withDatabase, type OwnParts } from './own-parts.ts';

describe('PostgreSQL, the engine and the product on processes of their own', () => {
  let parts: OwnParts;
  let api: ProductProcess;
  let worker: ProductProcess;
  let line: Pick<TestApi, 'url' | 'as' | 'anonymous' | 'config'>;
  let driven: DrivenCase;
  beforeAll(async () => {
    parts = await startOwnParts();
    worker = startWorkerProcess(parts.config, parts.logFile);
    api = await startApiProcess(parts.config, parts.logFile);
    line = callers(parts.config);
    driven = await withDatabase(parts.config, (db) => givenCase({ ...line, db }));
    await driven.task('material_review');
  }, 240_000);
  afterAll(async () => {
    await Promise.all([api.kill(), worker.kill()]);
    await parts.close();
  });

  const settled = () =>
    withDatabase(parts.config, async (db) => {
      await untilDelivered(db);
      await expectSound(db);
    });

  it('goes on when all of it was killed at once', async () => {
    expect((await passReview(line, driven)).status).toBe(200);
    const pids = [parts.postgres.pid, parts.temporal.pid];
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await Promise.all([api.kill(), worker.kill()]);
    await Promise.all([parts.postgres.untilExit(), parts.temporal.untilExit()]);

    await parts.startPostgres();
    await parts.startTemporal();
    worker = startWorkerProcess(parts.config, parts.logFile);
    api = await startApiProcess(parts.config, parts.logFile);
    await driven.task('county_leader');
    expect((await approve(driven, 'county_leader')).status).toBe(200);
    await settled();
  }, 240_000);

  it('goes on when PostgreSQL alone was restarted', async () => {
    await driven.task('city_leader');
    await parts.postgres.stop();
    await parts.startPostgres();
    await eventually('the city leader to be heard again', async () => {
      const answer = await approve(driven, 'city_leader');
      return answer.status === 200 || answer.body['code'] === 'ALREADY_DECIDED' ? true : undefined;
    });
    await eventually('the province leader to be heard', async () => {
      const answer = await approve(driven, 'province_leader');
      return answer.status === 200 ? true : undefined;
    });
    await driven.task('contract_draft');
    await settled();
  }, 240_000);
});
