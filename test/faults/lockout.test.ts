import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publish } from '../http/accounts/support.ts';
import { callerFor, DEMO_PASSWORD, freePort, testConfig } from '../support/api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { startApiProcess, type ProductProcess } from '../support/product-processes.ts';

const ALLOWED = 5;

/** API processes over one database: each counts with the others, and goes on counting where a killed one stopped. */
describe('the lockout', () => {
  let db: TestDatabase;
  let dataDir: string;
  const running: ProductProcess[] = [];
  beforeAll(async () => {
    db = await openTestDatabase();
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'qudao-lockout-'));
    await publish(db, { kind: 'PROCESS_POLICY', key: 'ACCOUNTS' }, (body) => ({
      ...body,
      lockout: { attempts: ALLOWED, length: { n: 15, unit: 'MINUTE' } },
      limits: { logInsPerMinute: 1_000, registrationsPerMinute: 1_000, linksPerHour: 5 },
    }));
  }, 120_000);
  afterAll(async () => {
    await Promise.all(running.map((api) => api.kill()));
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function startApi() {
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    const settings = { DATABASE_URL: db.url, DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: publicUrl };
    const api = await startApiProcess(testConfig(settings), path.join(dataDir, 'api.log'));
    running.push(api);
    return {
      api,
      logIn: (login: string, password: string) => callerFor(publicUrl).post('/sessions', { login, password }),
    };
  }

  it('tries no more passwords than allowed in several processes at once, and holds when all of them are new', async () => {
    const login = 'leader.county-0101';
    const [one, two, three] = [await startApi(), await startApi(), await startApi()];
    const guesses = Array.from({ length: 10 }, (_, n) => `guess ${n}`);
    const answers = await Promise.all(
      [one, two, three].flatMap((api) => guesses.map((guess) => api.logIn(login, guess))),
    );

    expect(answers.filter(({ status }) => status === 401)).toHaveLength(ALLOWED);
    expect(answers.filter(({ body }) => body['code'] === 'LOCKED_OUT')).toHaveLength(30 - ALLOWED);
    await Promise.all([one, two, three].map(({ api }) => api.kill()));
    const later = await startApi();
    expect(await later.logIn(login, DEMO_PASSWORD)).toMatchObject({ status: 429, body: { code: 'LOCKED_OUT' } });
    expect(await later.logIn('leader.county-0102', DEMO_PASSWORD)).toMatchObject({ status: 201 });
  }, 240_000);

  it('counts a password that was being tried when its process was killed', async () => {
    const login = 'leader.county-0201';
    const killed = await startApi();
    const guesses = Array.from({ length: ALLOWED }, (_, n) => killed.logIn(login, `guess ${n}`).catch(() => undefined));
    await Promise.race(guesses);
    await killed.api.kill();
    await Promise.all(guesses);

    const { logIn } = await startApi();
    const codes: unknown[] = [];
    for (let n = 0; n < ALLOWED; n += 1) codes.push((await logIn(login, 'another guess')).body['code']);
    expect(codes.at(-1)).toBe('LOCKED_OUT');
    const { tried } = await db.sql.one<{ tried: number }>(
      `SELECT count(*)::int AS tried FROM security_event e JOIN account a ON a.id = e.account_id
       WHERE a.login = $1 AND e.kind IN ('LOGIN_TRIED', 'LOGIN_FAILED')`,
      [login],
    );
    expect(tried).toBe(ALLOWED);
    expect(await logIn(login, DEMO_PASSWORD)).toMatchObject({ status: 429, body: { code: 'LOCKED_OUT' } });
  }, 240_000);
});
